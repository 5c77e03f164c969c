package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.family.TFloating;

/**
 * The product of many rows with one matrix. Of y = a·b, da = dy·bᵀ is made by the operation for
 * batches of products, which takes CPUs 3 to 8 % less time for it than the other.
 */
final class RowProduct {
  private static final String NAME = "RowProduct";

  static {
    WrittenDerivative.register(NAME, RowProduct::gradient);
  }

  private RowProduct() {}

  /** a·b, [n, k]·[k, m] to [n, m]. */
  static <T extends TFloating> Operand<T> of(Ops tf, Operand<T> a, Operand<T> b) {
    return WrittenDerivative.of(tf, NAME, List.of(a, b), unseen -> unseen.linalg.matMul(a, b));
  }

  private static <T extends TFloating> List<Operand<T>> gradient(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Operand<T> a = values.input(1).expect(dy.type());
    Operand<T> b = values.input(2).expect(dy.type());
    return List.of(
        BatchProduct.product(tf, dy, b, false, true),
        tf.linalg.matMul(a, dy, MatMul.transposeA(true)));
  }
}
