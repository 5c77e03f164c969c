package dar.training.metric;

import com.google.common.collect.ImmutableMap;
import dar.graph.input.BadInputException;
import java.util.Optional;

/**
 * Metrics of a predicted class. Three classes are negative, neutral and positive, for which MMSA
 * ({@code MetricsTop.__eval_mosi_classification}) also reports polarity, from the larger of the
 * negative and the positive score: Has0, neutral counts as negative; Non0, truly neutral samples
 * are left out.
 *
 * <p>One departure: MMSA's Non0 compares truths 0 and 2 with predictions 0 and 1, so that no
 * positive sample is ever right. Here positive means the same on both sides.
 *
 * @param accuracy Acc (MMSA: Acc_3)
 * @param weightedF1 F1_score (MMSA: F1_score_3), classes weighed by their true frequency
 * @param polarity of three classes only
 */
public record ClassificationMetrics(
    double accuracy, double weightedF1, Optional<PolarityMetrics> polarity) implements Metrics {

  /**
   * Compares the class of the largest score with the label.
   *
   * @param truth [N], labels 0 .. C - 1
   * @param scores [N, C], logits or probabilities; the first largest score is the prediction
   * @param classes C
   * @throws BadInputException if the sizes disagree or a label is no class
   */
  public static ClassificationMetrics of(int[] truth, float[][] scores, int classes) {
    if (truth.length != scores.length) {
      throw new BadInputException(
          "predictions: expected %d, found %d".formatted(truth.length, scores.length));
    }
    ConfusionCounts all = new ConfusionCounts(classes);
    for (int i = 0; i < truth.length; i++) {
      if (scores[i].length != classes) {
        throw new BadInputException(
            "scores of sample %d: expected %d, found %d".formatted(i, classes, scores[i].length));
      }
      all.add(truth[i], likeliest(scores[i], 0, classes));
    }
    return new ClassificationMetrics(
        all.accuracy(),
        all.weightedF1(),
        classes == 3 ? Optional.of(polarity(truth, scores)) : Optional.empty());
  }

  private static PolarityMetrics polarity(int[] truth, float[][] scores) {
    ConfusionCounts has0 = new ConfusionCounts(2);
    ConfusionCounts non0 = new ConfusionCounts(2);
    for (int i = 0; i < truth.length; i++) {
      boolean positive = scores[i][2] > scores[i][0];
      has0.add(truth[i] == 2, positive);
      if (truth[i] != 1) {
        non0.add(truth[i] == 2, positive);
      }
    }
    return PolarityMetrics.of(has0, non0);
  }

  /**
   * The class of a sample's largest score, the first of equals.
   *
   * @param scores [N, C] in C order
   * @param sample its place among the N
   */
  public static int likeliest(float[] scores, int sample, int classes) {
    int first = sample * classes;
    int likeliest = 0;
    for (int c = 1; c < classes; c++) {
      if (scores[first + c] > scores[first + likeliest]) {
        likeliest = c;
      }
    }
    return likeliest;
  }

  @Override
  public ImmutableMap<String, Double> named() {
    return ImmutableMap.<String, Double>builder()
        .putAll(polarity.map(PolarityMetrics::named).orElse(ImmutableMap.of()))
        .put("Acc", accuracy)
        .put("F1_score", weightedF1)
        .buildOrThrow();
  }
}
