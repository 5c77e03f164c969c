package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** Activation functions that TensorFlow Java lacks. */
public final class Activation {
  private Activation() {}

  /** GELU(x) = x/2 · (1 + erf(x/√2)), the exact one, for any shape (Hendrycks and Gimpel, 2016). */
  public static <T extends TFloating> Operand<T> gelu(Ops tf, Operand<T> x) {
    Class<T> type = x.type();
    Operand<T> scaled = tf.math.mul(x, Constants.of(tf, Math.sqrt(0.5), type));
    Operand<T> doubled = tf.math.add(Constants.of(tf, 1, type), tf.math.erf(scaled));
    return tf.math.mul(tf.math.mul(x, Constants.of(tf, 0.5, type)), doubled);
  }
}
