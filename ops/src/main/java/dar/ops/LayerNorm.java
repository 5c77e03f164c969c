package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * Layer normalisation, y = γ · (x − mean(x)) / √(var(x) + ε) + β, mean and biased variance over the
 * last axis (Ba et al., 2016).
 */
public final class LayerNorm {
  /** The ε that DAR's own layers use, PyTorch's. */
  public static final double EPSILON = 1e-5;

  private LayerNorm() {}

  /** x: [..., d], gamma and beta: [d], to [..., d]. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, Operand<T> gamma, Operand<T> beta, double epsilon) {
    Operand<T> centred = tf.math.sub(x, Dimensions.meanKept(tf, x, -1));
    Operand<T> variance = Dimensions.meanKept(tf, tf.math.square(centred), -1); // [..., 1]
    Operand<T> scale =
        tf.math.rsqrt(tf.math.add(variance, Constants.of(tf, epsilon, x.type()))); // [..., 1]
    return tf.math.add(tf.math.mul(tf.math.mul(centred, scale), gamma), beta);
  }
}
