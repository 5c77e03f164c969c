/**
 * How good predictions are (Section 4.2): truths and predictions of a whole split go in, numbers
 * under MMSA's names come out. Losses are the trainer's; nothing here touches tensors or files.
 *
 * <p>All values are at full precision where MMSA rounds to 4 digits. What is undefined (the
 * correlation with constant predictions, the accuracy of no sample) is NaN, never an exception;
 * JSON has no NaN, so whoever writes JSON writes null.
 */
package dar.training.metric;
