package dar.training.metric;

import com.google.common.collect.ImmutableMap;

/**
 * Sentiment as two classes, in the two forms of Section 4.2.
 *
 * @param has0Accuracy negative against non-negative, all samples (Zadeh et al., 2017)
 * @param has0F1 the weighted F1 score of the same
 * @param non0Accuracy negative against positive, samples of neutral truth left out (Tsai et al.,
 *     2019); NaN if all are neutral
 * @param non0F1 the weighted F1 score of the same
 */
public record PolarityMetrics(
    double has0Accuracy, double has0F1, double non0Accuracy, double non0F1) {

  static PolarityMetrics of(ConfusionCounts has0, ConfusionCounts non0) {
    return new PolarityMetrics(
        has0.accuracy(), has0.weightedF1(), non0.accuracy(), non0.weightedF1());
  }

  ImmutableMap<String, Double> named() {
    return ImmutableMap.of(
        "Has0_acc_2", has0Accuracy,
        "Has0_F1_score", has0F1,
        "Non0_acc_2", non0Accuracy,
        "Non0_F1_score", non0F1);
  }
}
