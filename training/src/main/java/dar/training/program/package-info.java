/**
 * The model as something that runs: batches of numbers go in, losses and predictions come out, in a
 * graph or eagerly.
 */
package dar.training.program;
