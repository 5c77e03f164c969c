/**
 * The embedded default data: a generator with known common and specific factors. It takes in sizes
 * and a seed and gives out a dataset directory; the same seed gives the same bytes.
 */
package dar.training.synth;
