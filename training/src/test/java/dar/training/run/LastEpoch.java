package dar.training.run;

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
}
