package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * Layer normalisation, y = γ · u + β of u = (x − mean(x)) · s, s = 1/√(var(x) + ε), mean and biased
 * variance over the last axis (Ba et al., 2016).
 *
 * <p>Its derivative, worked out operation by operation, takes many more passes over the data than
 * the one that is known, so that is written down.
 */
public final class LayerNorm {
  /** The ε that DAR's own layers use, PyTorch's. */
  public static final double EPSILON = 1e-5;

  private static final String NAME = "LayerNorm";

  static {
    WrittenDerivative.register(NAME, LayerNorm::gradient);
  }

  private LayerNorm() {}

  /** x: [..., d] of two axes or more, gamma and beta: [d], to the shape of x. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, Operand<T> gamma, Operand<T> beta, double epsilon) {
    return tf.nn.biasAdd(tf.math.mul(standardised(tf, x, epsilon), gamma), beta);
  }

  /** The same without γ and β: u of mean 0 and variance 1, [..., d]. */
  public static <T extends TFloating> Operand<T> standardised(
      Ops tf, Operand<T> x, double epsilon) {
    return WrittenDerivative.keeping(
        tf, NAME, List.of(x), unseen -> standardisedAndScale(unseen, x, epsilon));
  }

  private static <T extends TFloating> WrittenDerivative.Made<T> standardisedAndScale(
      Ops tf, Operand<T> x, double epsilon) {
    Operand<T> centred = tf.math.sub(x, Dimensions.meanKept(tf, x, -1));
    Operand<T> variance = Dimensions.meanKept(tf, tf.math.square(centred), -1); // [..., 1]
    Operand<T> s =
        tf.math.rsqrt(tf.math.add(variance, Constants.of(tf, epsilon, x.type()))); // [..., 1]
    return new WrittenDerivative.Made<>(tf.math.mul(centred, s), List.of(s));
  }

  /** dx = s · (du − mean(du) − u · mean(du · u)). */
  private static <T extends TFloating> List<Operand<T>> gradient(
      Ops tf, GraphOperation values, Operand<T> du) {
    Operand<T> u = values.input(0).expect(du.type());
    Operand<T> s = values.input(2).expect(du.type());
    Operand<T> along = Dimensions.meanKept(tf, tf.math.mul(du, u), -1); // [..., 1]
    Operand<T> across = tf.math.sub(du, Dimensions.meanKept(tf, du, -1));
    return List.of(tf.math.mul(tf.math.sub(across, tf.math.mul(u, along)), s));
  }
}
