/**
 * One alternating update: a batch goes in, losses and moved variables come out (Section 3.4, design
 * 3.7).
 */
package dar.training.step;
