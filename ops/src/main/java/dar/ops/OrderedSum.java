package dar.ops;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** Sums of several operands. */
public final class OrderedSum {
  private OrderedSum() {}

  /**
   * From left to right; the order in which TensorFlow's AddN adds more than two depends on timing.
   */
  public static <T extends TNumber> Operand<T> of(Ops tf, List<? extends Operand<T>> terms) {
    Operand<T> sum = terms.get(0);
    for (Operand<T> term : terms.subList(1, terms.size())) {
      sum = of(tf, sum, term);
    }
    return sum;
  }

  /**
   * a + b of one shape. The derivative of an addition that may broadcast asks for both shapes when
   * it runs, nine operations in place of two.
   */
  public static <T extends TNumber> Operand<T> of(Ops tf, Operand<T> a, Operand<T> b) {
    Dimensions.requireSameShape("b", b, "a", a);
    return tf.math.addN(List.of(a, b));
  }
}
