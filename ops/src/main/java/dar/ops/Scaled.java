package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * What is multiplied by numbers that nothing is differentiated towards. The derivative of a product
 * that may broadcast asks for both shapes when it runs and makes a gradient for both factors, nine
 * operations in place of one.
 */
public final class Scaled {
  private static final String NAME = "Scaled";

  static {
    WrittenDerivative.register(NAME, Scaled::gradient);
  }

  private Scaled() {}

  /**
   * x · factors, of the shape of x.
   *
   * @param factors a scalar, or one for each element of the last axis of x
   */
  public static <T extends TFloating> Operand<T> of(Ops tf, Operand<T> x, Operand<T> factors) {
    return WrittenDerivative.keeping(
        tf,
        NAME,
        List.of(x),
        unseen -> new WrittenDerivative.Made<>(unseen.math.mul(x, factors), List.of(factors)));
  }

  private static <T extends TFloating> List<Operand<T>> gradient(
      Ops tf, GraphOperation values, Operand<T> dy) {
    return List.of(tf.math.mul(dy, values.input(2).expect(dy.type())));
  }
}
