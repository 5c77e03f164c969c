package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
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

  /** x: [..., d], gamma and beta: [d], to [..., d]. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, Operand<T> gamma, Operand<T> beta, double epsilon) {
    Operand<T> centred = tf.math.sub(x, Dimensions.meanKept(tf, x, -1));
    Operand<T> variance = Dimensions.meanKept(tf, tf.math.square(centred), -1); // [..., 1]
    Operand<T> s =
        tf.math.rsqrt(tf.math.add(variance, Constants.of(tf, epsilon, x.type()))); // [..., 1]
    Operand<T> u = tf.math.mul(centred, s);
    Operand<T> y = tf.math.add(tf.math.mul(u, gamma), beta);
    // The axes but the last, since shapes cannot be asked for while gradients are built.
    int[] others = IntStream.range(0, x.shape().numDimensions() - 1).toArray();
    return WrittenDerivative.of(
        tf, NAME, y, List.of(x, gamma, beta), () -> List.of(u, s, tf.constant(others)));
  }

  /** With g = γ · dy: dx = s · (g − mean(g) − u · mean(g · u)), dγ = Σ dy · u, dβ = Σ dy. */
  private static <T extends TFloating> List<Operand<T>> gradient(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Class<T> type = dy.type();
    Operand<T> gamma = values.input(2).expect(type);
    Operand<T> u = values.input(4).expect(type);
    Operand<T> s = values.input(5).expect(type);
    Operand<TInt32> others = values.input(6).expect(TInt32.class);
    Operand<T> g = tf.math.mul(dy, gamma);
    Operand<T> along = Dimensions.meanKept(tf, tf.math.mul(g, u), -1); // [..., 1]
    Operand<T> across = tf.math.sub(g, Dimensions.meanKept(tf, g, -1));
    return List.of(
        tf.math.mul(tf.math.sub(across, tf.math.mul(u, along)), s),
        tf.reduceSum(tf.math.mul(dy, u), others),
        tf.reduceSum(dy, others));
  }
}
