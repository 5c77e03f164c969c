/**
 * A run: a data set and a configuration go in, a run directory with metrics and checkpoints comes
 * out, whole after every epoch.
 */
package dar.training.run;
