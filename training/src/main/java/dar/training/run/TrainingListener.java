package dar.training.run;

import dar.training.language.ReadingListener;
import dar.training.program.Program;

/** Is told how training goes on. */
public interface TrainingListener extends ReadingListener {

  /**
   * Training begins, or goes on behind an epoch.
   *
   * @param program may be asked between epochs for what changes nothing in it; until training ends
   * @param epoch the last finished one, 0 at the very beginning
   */
  default void begins(Program program, int epoch) {}

  /** An update has been made. */
  default void batch(int epoch, int batch, int batches, double loss) {}

  /** An epoch is over and its checkpoint written. */
  void epoch(EpochReport report);
}
