package dar.training.evaluate;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * How much of some targets a line finds in some features: ridge regression with standardised
 * features.
 *
 * <pre>
 * z_j = (x_j - mean_j) / deviation_j                     a constant feature is left at 0
 * W = (Z'Z + lambda N I)^-1 Z'(Y - mean Y),   y_hat = mean Y + z W,   lambda = 0.01
 * R2 = 1 - sum of (y - y_hat)^2 / sum of (y - mean of y)^2        over all samples and targets
 * </pre>
 *
 * <p>Means, deviations and W are those of the samples it was fitted on; the mean in R2 is that of
 * the samples it is scored on. X: [N, d], Y: [N, k].
 */
public final class LinearProbe {
  private static final double RIDGE = 0.01;

  /** Below this share of a feature's size its deviation is rounding. */
  private static final double CONSTANT = 1e-9;

  private final double[] means;
  private final double[] deviations;
  private final double[] targetMeans;
  private final RealMatrix weights; // [d, k]

  private LinearProbe(double[][] x, double[][] y) {
    means = means(x);
    deviations = deviations(x, means);
    targetMeans = means(y);
    RealMatrix z = standardised(x); // [N, d]
    RealMatrix gram = z.transposeMultiply(z); // [d, d]
    RealMatrix ridge =
        MatrixUtils.createRealIdentityMatrix(means.length).scalarMultiply(RIDGE * x.length);
    RealMatrix moments = z.transposeMultiply(centred(y, targetMeans)); // [d, k]
    weights = new CholeskyDecomposition(gram.add(ridge)).getSolver().solve(moments);
  }

  /**
   * Fits it.
   *
   * @param x features, a row a sample
   * @param y targets, likewise
   */
  public static LinearProbe fit(double[][] x, double[][] y) {
    if (x.length == 0 || x.length != y.length) {
      throw new IllegalArgumentException(
          "y: expected a row for each of x, at least 1, found %d for %d"
              .formatted(y.length, x.length));
    }
    return new LinearProbe(x, y);
  }

  /** R2 on other samples: 1 where all is found, 0 where their mean would do as well. */
  public double score(double[][] x, double[][] y) {
    RealMatrix errors = standardised(x).multiply(weights).subtract(centred(y, targetMeans));
    return 1 - square(errors) / square(centred(y, means(y)));
  }

  private RealMatrix standardised(double[][] x) {
    double[][] z = new double[x.length][means.length];
    for (int row = 0; row < x.length; row++) {
      for (int j = 0; j < means.length; j++) {
        z[row][j] = deviations[j] == 0 ? 0 : (x[row][j] - means[j]) / deviations[j];
      }
    }
    return new Array2DRowRealMatrix(z, false);
  }

  private static RealMatrix centred(double[][] y, double[] means) {
    double[][] centred = new double[y.length][means.length];
    for (int row = 0; row < y.length; row++) {
      for (int j = 0; j < means.length; j++) {
        centred[row][j] = y[row][j] - means[j];
      }
    }
    return new Array2DRowRealMatrix(centred, false);
  }

  private static double[] means(double[][] x) {
    double[] means = new double[x[0].length];
    for (double[] row : x) {
      for (int j = 0; j < means.length; j++) {
        means[j] += row[j] / x.length;
      }
    }
    return means;
  }

  private static double[] deviations(double[][] x, double[] means) {
    double[] deviations = new double[means.length];
    for (double[] row : x) {
      for (int j = 0; j < means.length; j++) {
        deviations[j] += (row[j] - means[j]) * (row[j] - means[j]) / x.length;
      }
    }
    for (int j = 0; j < means.length; j++) {
      double deviation = Math.sqrt(deviations[j]);
      deviations[j] = deviation > CONSTANT * Math.abs(means[j]) ? deviation : 0;
    }
    return deviations;
  }

  private static double square(RealMatrix matrix) {
    double norm = matrix.getFrobeniusNorm();
    return norm * norm;
  }
}
