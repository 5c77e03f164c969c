package dar.training.metric;

/**
 * The mean and the standard deviation of one metric over runs, as {@code np.mean} and {@code
 * np.std} and therefore MMSA report them: the deviation is the population's, sqrt(mean of (x -
 * mean)^2), without Bessel's correction.
 *
 * <p>As in NumPy a NaN among the values makes both NaN, so that a run with an undefined metric is
 * not quietly left out of an average; so does having no values.
 */
public record MeanAndDeviation(double mean, double deviation) {

  /** Of these runs. */
  public static MeanAndDeviation of(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new MeanAndDeviation(mean, Math.sqrt(squares / values.length));
  }
}
