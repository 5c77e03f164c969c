package dar.training.run;

/**
 * How far a run has come; with the variables it is all that resuming needs.
 *
 * @param epoch the last finished epoch, 0 before the first
 * @param bestEpoch the epoch of the smallest validation loss so far, 0 before the first
 */
public record Progress(int epoch, int bestEpoch, double bestLoss) {
  static final Progress NONE = new Progress(0, 0, Double.POSITIVE_INFINITY);

  /** One epoch later. */
  Progress next(double loss) {
    return loss < bestLoss
        ? new Progress(epoch + 1, epoch + 1, loss)
        : new Progress(epoch + 1, bestEpoch, bestLoss);
  }

  boolean isBest() {
    return epoch == bestEpoch;
  }
}
