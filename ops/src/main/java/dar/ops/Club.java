package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * The contrastive log-ratio upper bound of mutual information, for a Gaussian q(y|x) of mean μ(x)
 * and log variance s(x) (Cheng et al., 2020; Eqs. 8-9). All operands are [B, t, d]: row i of mean
 * and logVariance belongs to x_i, row i of y is its pair. Both values are scalars: summed over the
 * width, averaged over pairs and steps.
 */
public final class Club {
  private Club() {}

  /**
   * Eq. 8, what q is fitted to maximise: mean over i and steps of Σ_d −½((y_i − μ_i)²·e^−s_i +
   * s_i), the log-likelihood without its constant.
   */
  public static <T extends TFloating> Operand<T> logLikelihood(
      Ops tf, Operand<T> y, Operand<T> mean, Operand<T> logVariance) {
    requireOneShape(y, mean, logVariance);
    Operand<T> scaled =
        tf.math.mul(tf.math.squaredDifference(y, mean), tf.math.exp(tf.math.neg(logVariance)));
    return half(tf, tf.math.neg(tf.math.add(scaled, logVariance)));
  }

  /**
   * Eq. 9 over all B² pairs: mean over i, j and steps of log q(y_i|x_i) − log q(y_j|x_i), exact in
   * O(B·t·d).
   *
   * <p>With ȳ the mean of the batch and c_i = y_i − ȳ, the pairs (i, j) collapse to
   *
   * <pre>
   * mean_j (y_j − μ_i)² − (y_i − μ_i)² = var(y) + c_i·(2·(μ_i − ȳ) − c_i),   var(y) = mean_j c_j²
   * </pre>
   *
   * <p>which, unlike mean(y²) − ȳ², subtracts no large numbers when y is far from 0.
   */
  public static <T extends TFloating> Operand<T> upperBound(
      Ops tf, Operand<T> y, Operand<T> mean, Operand<T> logVariance) {
    requireOneShape(y, mean, logVariance);
    Operand<T> minusCentre = tf.math.neg(Dimensions.meanKept(tf, y, 0)); // [1, t, d]
    Operand<T> c = Samples.plus(tf, y, minusCentre); // [B, t, d]
    Operand<T> variance = Dimensions.meanKept(tf, tf.math.square(c), 0); // [1, t, d]
    Operand<T> fromCentre = Samples.plus(tf, mean, minusCentre); // [B, t, d]
    Operand<T> two = Constants.of(tf, 2, y.type());
    Operand<T> own = tf.math.mul(c, tf.math.sub(tf.math.mul(two, fromCentre), c)); // [B, t, d]
    Operand<T> gap = Samples.plus(tf, own, variance);
    return half(tf, tf.math.mul(gap, tf.math.exp(tf.math.neg(logVariance))));
  }

  /** ½ · the sum over the width, averaged over pairs and steps. */
  private static <T extends TFloating> Operand<T> half(Ops tf, Operand<T> x) {
    Operand<T> summed = tf.reduceSum(x, tf.constant(-1)); // [B, t]
    return tf.math.mul(Dimensions.meanOfAll(tf, summed), Constants.of(tf, 0.5, x.type()));
  }

  private static void requireOneShape(Operand<?> y, Operand<?> mean, Operand<?> logVariance) {
    Dimensions.requireRank("y", y, 3);
    Dimensions.requireSameShape("mean", mean, "y", y);
    Dimensions.requireSameShape("logVariance", logVariance, "y", y);
  }
}
