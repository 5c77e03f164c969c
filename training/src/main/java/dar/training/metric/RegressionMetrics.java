package dar.training.metric;

import com.google.common.collect.ImmutableMap;
import dar.graph.input.BadInputException;

/**
 * MMSA's metrics of a predicted intensity ({@code MetricsTop.__eval_mosei_regression}, which serves
 * MOSI too), y the truth and p the prediction, both float32:
 *
 * <ul>
 *   <li>Has0: {@code y >= 0} against {@code p >= 0} over all samples. Non0: {@code y > 0} against
 *       {@code p > 0} over samples with {@code y != 0}.
 *   <li>Mult_acc_5 and Mult_acc_7: the share of round(clip(p, -c, c)) = round(clip(y, -c, c)) for c
 *       = 2 and c = 3, halves rounded to even as NumPy does.
 *   <li>MAE: the mean of |p - y|. Corr: Pearson's correlation, {@code np.corrcoef}.
 * </ul>
 *
 * <p>F1 weighs classes by their true frequency, {@code f1_score(truth, prediction)}, as MMSA does
 * since 28 April 2021. Before that, and in a published version of LNLN, the two arguments were
 * swapped and classes weighed by their predicted frequency: F1 scores from there do not compare.
 *
 * @param accuracy5 Mult_acc_5
 * @param accuracy7 Mult_acc_7
 * @param meanAbsoluteError MAE
 * @param correlation Corr; NaN if truths or predictions are constant
 */
public record RegressionMetrics(
    PolarityMetrics polarity,
    double accuracy5,
    double accuracy7,
    double meanAbsoluteError,
    double correlation)
    implements Metrics {

  /**
   * As MMSA computes them for labels in [-3, 3]. It has classes of its own for SIMS, which these
   * are not.
   *
   * @param truth [N]
   * @param prediction [N]
   * @throws BadInputException if truth and prediction differ in number
   */
  public static RegressionMetrics of(float[] truth, float[] prediction) {
    if (truth.length != prediction.length) {
      throw new BadInputException(
          "predictions: expected %d, found %d".formatted(truth.length, prediction.length));
    }
    ConfusionCounts has0 = new ConfusionCounts(2);
    ConfusionCounts non0 = new ConfusionCounts(2);
    int equal5 = 0;
    int equal7 = 0;
    double error = 0;
    for (int i = 0; i < truth.length; i++) {
      float y = truth[i];
      float p = prediction[i];
      has0.add(y >= 0, p >= 0);
      if (y != 0) {
        non0.add(y > 0, p > 0);
      }
      equal5 += intensity(y, 2) == intensity(p, 2) ? 1 : 0;
      equal7 += intensity(y, 3) == intensity(p, 3) ? 1 : 0;
      error += Math.abs(p - y); // a float32 difference, as in MMSA
    }
    double samples = truth.length;
    return new RegressionMetrics(
        PolarityMetrics.of(has0, non0),
        equal5 / samples,
        equal7 / samples,
        error / samples,
        correlation(truth, prediction));
  }

  /**
   * The whole number nearest to the clipped value, halves to even; NaN, equal to nothing, of NaN.
   */
  private static double intensity(double value, double largest) {
    return Math.rint(Math.max(-largest, Math.min(largest, value)));
  }

  /**
   * Pearson's correlation, sum of dy dp / sqrt(sum of dy^2 sum of dp^2), clipped to [-1, 1] as in
   * NumPy. Sums of equal float32 values are exact in doubles, so constants give 0 / 0 = NaN.
   */
  private static double correlation(float[] truth, float[] prediction) {
    double truthMean = mean(truth);
    double predictionMean = mean(prediction);
    double covariance = 0;
    double truthVariance = 0;
    double predictionVariance = 0;
    for (int i = 0; i < truth.length; i++) {
      double dy = truth[i] - truthMean;
      double dp = prediction[i] - predictionMean;
      covariance += dy * dp;
      truthVariance += dy * dy;
      predictionVariance += dp * dp;
    }
    // Two roots, because the product of two small variances may vanish.
    double correlation = covariance / Math.sqrt(truthVariance) / Math.sqrt(predictionVariance);
    return Math.max(-1, Math.min(1, correlation));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  @Override
  public ImmutableMap<String, Double> named() {
    return ImmutableMap.<String, Double>builder()
        .putAll(polarity.named())
        .put("Mult_acc_5", accuracy5)
        .put("Mult_acc_7", accuracy7)
        .put("MAE", meanAbsoluteError)
        .put("Corr", correlation)
        .buildOrThrow();
  }
}
