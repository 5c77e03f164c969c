package dar.training.run;

import dar.training.language.ReadingListener;

/** Is told how training goes on. */
public interface TrainingListener extends ReadingListener {

  /** An update has been made. */
  void batch(int epoch, int batch, int batches, double loss);

  /** An epoch is over and its checkpoint written. */
  void epoch(EpochReport report);
}
