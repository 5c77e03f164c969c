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
  private static final String SHARED = "BatchProductShared";

  static {
    WrittenDerivative.register(PLAIN, BatchProduct::plain);
    WrittenDerivative.register(TRANSPOSED, BatchProduct::transposed);
    WrittenDerivative.register(SHARED, BatchProduct::shared);
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

  /** aᵀ·b with the same a for all of b, [k, n] and [B, k, m] to [B, n, m]. */
  static <T extends TFloating> Operand<T> withShared(Ops tf, Operand<T> a, Operand<T> b) {
    return WrittenDerivative.of(
        tf, SHARED, List.of(a, b), unseen -> product(unseen, a, b, true, false));
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

  /**
   * Of y = aᵀ·b: da = Σ b·dyᵀ over all of b, db = a·dy. dy is of few rows, and turned beforehand: a
   * product that turns it takes CPUs 1.4 to 1.7 times as long.
   */
  private static <T extends TFloating> List<Operand<T>> shared(
      Ops tf, GraphOperation values, Operand<T> dy) {
    Operand<T> a = values.input(1).expect(dy.type());
    Operand<T> b = values.input(2).expect(dy.type());
    Operand<T> turned = tf.linalg.transpose(dy, tf.constant(new int[] {0, 2, 1})); // [B, m, n]
    return List.of(
        tf.reduceSum(product(tf, b, turned, false, false), tf.constant(0)),
        product(tf, a, dy, false, false));
  }
}
