/**
 * Sentences that a frozen BERT reads before training: tokens of a data set go in, vectors come out,
 * from disk where they were read before.
 */
package dar.training.language;
