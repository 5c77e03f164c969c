package dar.training.evaluate;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Points in the plane of their two principal components (Pearson 1901): the directions of largest
 * variance around the mean. A direction's sign is chosen so that its loading of largest size is
 * positive.
 */
final class PrincipalComponents {
  private static final int COMPONENTS = 2;

  private PrincipalComponents() {}

  /** x: [N, d] to [N, 2]; where d is 1 the second is 0. */
  static double[][] of(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      Arrays.setAll(mean, j -> mean[j] + row[j] / x.length);
    }
    RealMatrix centred = MatrixUtils.createRealMatrix(x); // [N, d]
    for (int i = 0; i < x.length; i++) {
      centred.setRowVector(i, centred.getRowVector(i).subtract(MatrixUtils.createRealVector(mean)));
    }
    // Its eigenvalues come in descending order.
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(centred.transposeMultiply(centred)); // [d, d]
    double[][] plane = new double[x.length][COMPONENTS];
    for (int c = 0; c < Math.min(COMPONENTS, mean.length); c++) {
      RealVector direction = eigen.getEigenvector(c);
      double largest =
          Arrays.stream(direction.toArray()).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
      double[] along = centred.operate(direction).toArray();
      for (int i = 0; i < x.length; i++) {
        plane[i][c] = Math.copySign(1, largest) * along[i];
      }
    }
    return plane;
  }
}
