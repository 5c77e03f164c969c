package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** Activation functions that TensorFlow Java lacks. */
public final class Activation {
  /** What goes into an affine map before {@link #scaledGelu} and into the one behind it. */
  public static final double GELU_FACTOR = Math.sqrt(0.5);

  private static final String SCALED_GELU = "ScaledGelu";

  static {
    WrittenDerivative.register(SCALED_GELU, Activation::gradient);
  }

  private Activation() {}

  /**
   * GELU(x) = x · Φ(x), Φ(x) = (1 + erf(x/√2))/2, the exact one, for any shape (Hendrycks and
   * Gimpel, 2016).
   */
  public static <T extends TFloating> Operand<T> gelu(Ops tf, Operand<T> x) {
    Operand<T> factor = Constants.of(tf, GELU_FACTOR, x.type());
    return tf.math.mul(scaledGelu(tf, tf.math.mul(x, factor)), factor);
  }

  /**
   * u · (1 + erf(u)), for any shape: {@link #gelu} without its factor before and behind. Where both
   * go into weights, two passes over the values are saved.
   */
  public static <T extends TFloating> Operand<T> scaledGelu(Ops tf, Operand<T> u) {
    return WrittenDerivative.keeping(
        tf,
        SCALED_GELU,
        List.of(u),
        unseen -> {
          Operand<T> twicePhi =
              unseen.math.add(unseen.math.erf(u), Constants.of(unseen, 1, u.type()));
          return new WrittenDerivative.Made<>(unseen.math.mul(u, twicePhi), List.of(twicePhi));
        });
  }

  /** du = dy · (1 + erf(u) + u · 2/√π · e^(−u²)). */
  private static <T extends TFloating> List<Operand<T>> gradient(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Class<T> type = dy.type();
    Operand<T> u = values.input(1).expect(type);
    Operand<T> twicePhi = values.input(2).expect(type);
    Operand<T> scale = Constants.of(tf, Math.log(2 / Math.sqrt(Math.PI)), type);
    Operand<T> density = tf.math.exp(tf.math.sub(scale, tf.math.square(u)));
    return List.of(tf.math.mul(dy, tf.math.add(twicePhi, tf.math.mul(u, density))));
  }
}
