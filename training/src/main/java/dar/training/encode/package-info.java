/**
 * Sentences read once and for all by an encoder that is not ours: a dataset of tokens and a
 * SavedModel in, a dataset of vectors out.
 */
package dar.training.encode;
