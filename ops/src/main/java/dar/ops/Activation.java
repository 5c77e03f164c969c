package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** Activation functions that TensorFlow Java lacks. */
public final class Activation {
  private static final String GELU = "Gelu";

  static {
    WrittenDerivative.register(GELU, Activation::gradient);
  }

  private Activation() {}

  /**
   * GELU(x) = x · Φ(x), Φ(x) = (1 + erf(x/√2))/2, the exact one, for any shape (Hendrycks and
   * Gimpel, 2016).
   */
  public static <T extends TFloating> Operand<T> gelu(Ops tf, Operand<T> x) {
    Class<T> type = x.type();
    Operand<T> half = Constants.of(tf, 0.5, type);
    Operand<T> u = tf.math.mul(x, Constants.of(tf, Math.sqrt(0.5), type));
    Operand<T> phi = tf.math.add(tf.math.mul(tf.math.erf(u), half), half);
    return WrittenDerivative.of(tf, GELU, tf.math.mul(x, phi), List.of(x), () -> List.of(u, phi));
  }

  /** dx = dy · (Φ + x · Φ'), Φ' = e^(−u²)/√(2π). */
  private static <T extends TFloating> List<Operand<T>> gradient(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Class<T> type = dy.type();
    Operand<T> x = values.input(1).expect(type);
    Operand<T> u = values.input(2).expect(type);
    Operand<T> phi = values.input(3).expect(type);
    Operand<T> scale = Constants.of(tf, -Math.log(Math.sqrt(2 * Math.PI)), type);
    Operand<T> density = tf.math.exp(tf.math.sub(scale, tf.math.square(u)));
    return List.of(tf.math.mul(dy, tf.math.add(phi, tf.math.mul(x, density))));
  }
}
