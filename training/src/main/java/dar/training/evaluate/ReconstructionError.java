package dar.training.evaluate;

import java.util.Arrays;

/**
 * How far rebuilt features are from those of the complete input, at several rates:
 *
 * <pre>
 * E = sum of (hat U - U)^2 / sum of (U - mean over samples of U)^2
 * </pre>
 *
 * over all samples, steps and widths. 0 is perfect, and 1 no better than the mean of the complete
 * features; it has no unit, so that models compare.
 */
final class ReconstructionError {

  /** Below this share of the features' squares their spread is rounding. */
  private static final double CONSTANT = 1e-12;

  private final double[][] errors;
  private double[] means = {};
  private double spread;
  private double squares;
  private long samples;
  private float[] complete = {};

  /**
   * @param rates how many rates there are
   * @param samples N, how many the split has
   */
  ReconstructionError(int rates, int samples) {
    errors = new double[rates][samples];
  }

  /** The features of complete inputs, [batch, ...]. */
  void complete(float[] values, int batch) {
    complete = values;
    int width = values.length / batch;
    if (samples == 0) {
      means = new double[width];
    }
    for (int sample = 0; sample < batch; sample++) {
      samples++;
      for (int j = 0; j < width; j++) { // Welford's update: no cancellation where the mean is large
        double value = values[sample * width + j];
        double before = value - means[j];
        means[j] += before / samples;
        spread += before * (value - means[j]);
        squares += value * value;
      }
    }
  }

  /**
   * What was rebuilt from incomplete inputs of the latest complete batch.
   *
   * @param rate its place among the rates
   * @param rows [batch] samples
   */
  void rebuilt(int rate, int[] rows, float[] values) {
    int width = values.length / rows.length;
    for (int i = 0; i < values.length; i++) {
      double error = (double) values[i] - complete[i];
      errors[rate][rows[i / width]] += error * error;
    }
  }

  /** E at one rate; NaN where the complete features are the same for all samples. */
  double at(int rate) {
    return Arrays.stream(bySample(rate)).average().orElse(Double.NaN);
  }

  /** [N] parts of the samples, whose mean is E at that rate. */
  double[] bySample(int rate) {
    double perSample = spread > CONSTANT * squares ? spread / samples : Double.NaN;
    return Arrays.stream(errors[rate]).map(error -> error / perSample).toArray();
  }
}
