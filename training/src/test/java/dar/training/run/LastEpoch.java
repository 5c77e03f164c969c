package dar.training.run;

import dar.training.data.Split;
import java.nio.file.Path;
import java.util.Map;

/** Keeps what was reported of the last epoch. */
class LastEpoch implements TrainingListener {
  private EpochReport report;

  final Map<String, Double> train() {
    return report.train();
  }

  final Map<String, Double> valid() {
    return report.valid();
  }

  @Override
  public void epoch(EpochReport finished) {
    report = finished;
  }

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {}

  @Override
  public void reading(Split split, int done, int total) {}

  @Override
  public void found(Split split, Path file) {}
}
