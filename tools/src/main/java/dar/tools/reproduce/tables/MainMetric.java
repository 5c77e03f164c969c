package dar.tools.reproduce.tables;

import dar.graph.input.Task;
import dar.training.metric.ClassificationMetrics;

/** The metric that models are chosen and compared by: a mean over samples, so that it resamples. */
enum MainMetric {
  /** Of intensities: |p - y|. */
  ERROR("MAE", true),

  /** Of classes: 1 where the class of the largest score is the label. */
  ACCURACY("Acc", false);

  private final String key;
  private final boolean smallerIsBetter;

  MainMetric(String key, boolean smallerIsBetter) {
    this.key = key;
    this.smallerIsBetter = smallerIsBetter;
  }

  static MainMetric of(Task task) {
    return task instanceof Task.Classification ? ACCURACY : ERROR;
  }

  /** Its name in {@code robustness.json}. */
  String key() {
    return key;
  }

  boolean smallerIsBetter() {
    return smallerIsBetter;
  }

  /** Whether one mean is better than another; NaN is never better. */
  boolean better(double one, double other) {
    return smallerIsBetter ? one < other : one > other;
  }

  /**
   * A sample's part in the mean.
   *
   * @param predictions [N, width] of one evaluation
   * @param sample its place among the N
   */
  double score(float label, float[] predictions, int sample, int width) {
    return switch (this) {
      case ERROR -> Math.abs(predictions[sample] - label);
      case ACCURACY ->
          ClassificationMetrics.likeliest(predictions, sample, width) == (int) label ? 1 : 0;
    };
  }
}
