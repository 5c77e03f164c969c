package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * Products of many small matrices of as many on the other side. TensorFlow Java has BatchMatMulV3
 * for them, as has TensorFlow's own derivative; oneDNN has no kernel for it, and on CPUs the
 * operation before it, which is used here, takes half the time.
 */
final class BatchProduct {
  private static final String OPERATION = "BatchMatMulV2";
  private static final String PLAIN = "BatchProduct";
  private static final String TRANSPOSED = "BatchProductTransposed";

  static {
    WrittenDerivative.register(PLAIN, BatchProduct::plain);
    WrittenDerivative.register(TRANSPOSED, BatchProduct::transposed);
  }

  private BatchProduct() {}

  /** a·b, [..., n, k]·[..., k, m] to [..., n, m]. */
  static <T extends TFloating> Operand<T> of(Ops tf, Operand<T> a, Operand<T> b) {
    return WrittenDerivative.of(
        tf, PLAIN, List.of(a, b), unseen -> product(unseen, a, b, false, false));
  }

  /** a·bᵀ, [..., n, k]·[..., m, k] to [..., n, m]. */
  static <T extends TFloating> Operand<T> withTransposed(Ops tf, Operand<T> a, Operand<T> b) {
    return WrittenDerivative.of(
        tf, TRANSPOSED, List.of(a, b), unseen -> product(unseen, a, b, false, true));
  }

  /** The product alone, for what has its own derivative written down. */
  static <T extends TFloating> Operand<T> product(
      Ops tf, Operand<T> a, Operand<T> b, boolean transposeA, boolean transposeB) {
    OperationBuilder builder = tf.scope().opBuilder(OPERATION, "BatchMatMul");
    builder.addInput(a.asOutput());
    builder.addInput(b.asOutput());
    builder.setAttr("adj_x", transposeA);
    builder.setAttr("adj_y", transposeB);
    return builder.build().output(0).expect(a.type());
  }

  /** Of y = a·b: da = dy·bᵀ, db = aᵀ·dy. */
  private static <T extends TFloating> List<Operand<T>> plain(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Operand<T> a = values.input(1).expect(dy.type());
    Operand<T> b = values.input(2).expect(dy.type());
    return List.of(product(tf, dy, b, false, true), product(tf, a, dy, true, false));
  }

  /** Of y = a·bᵀ: da = dy·b, db = dyᵀ·a. */
  private static <T extends TFloating> List<Operand<T>> transposed(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Operand<T> a = values.input(1).expect(dy.type());
    Operand<T> b = values.input(2).expect(dy.type());
    return List.of(product(tf, dy, b, false, false), product(tf, dy, a, true, false));
  }
}
