package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** The squared error, (a − b)² (Eqs. 11, 17, 23). */
public final class SquaredError {
  private SquaredError() {}

  /**
   * The mean of (a − b)² over all elements, a scalar. a and b have one shape; neither is broadcast.
   */
  public static <T extends TFloating> Operand<T> mean(Ops tf, Operand<T> a, Operand<T> b) {
    Dimensions.requireSameShape("b", b, "a", a);
    return Dimensions.meanOfAll(tf, tf.math.squaredDifference(a, b));
  }
}
