/**
 * How fast this program is: presets, sizes and batches go in; times, the operations behind them and
 * the share of the machine that they reach come out.
 */
package dar.tools.bench;
