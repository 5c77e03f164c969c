/**
 * What TensorBoard shows of a run: epochs go in, event files and the projector's tables come out.
 * Nothing here takes part in training.
 */
package dar.training.board;
