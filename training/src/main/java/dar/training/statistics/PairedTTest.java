package dar.training.statistics;

import org.hipparchus.distribution.continuous.TDistribution;

/** Student's t test of paired differences, two-sided. */
public final class PairedTTest {
  private PairedTTest() {}

  /**
   * The probability of a mean difference at least as far from 0 if the true one is 0: t = mean /
   * (deviation / sqrt(n)), n - 1 degrees of freedom, the deviation with Bessel's correction.
   *
   * @param differences [n], one a training seed
   * @return NaN where it is not defined: fewer than 2 differences, or all 0
   */
  public static double p(double... differences) {
    int n = differences.length;
    double mean = 0;
    for (double difference : differences) {
      mean += difference / n;
    }
    double squares = 0;
    for (double difference : differences) {
      squares += (difference - mean) * (difference - mean);
    }
    double t = mean / Math.sqrt(squares / (n - 1) / n);
    if (n < 2 || Double.isNaN(t)) {
      return Double.NaN;
    }
    return 2 * new TDistribution(n - 1).cumulativeProbability(-Math.abs(t));
  }
}
