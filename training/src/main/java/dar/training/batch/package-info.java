/** Rows of a data set and masks go in, tensors of a batch come out. */
package dar.training.batch;
