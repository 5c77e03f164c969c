package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.family.TFloating;

/**
 * What matrix products are computed in. Everything else, the sums inside a product and the
 * variables included, stays float32 (mixed precision: Micikevicius et al., 2018).
 */
public enum Precision {
  /** The type of the operands. */
  FLOAT32 {
    @Override
    public <T extends TFloating> Operand<T> product(Ops tf, Operand<T> a, Operand<T> b) {
      return isBatch(a) ? tf.train.batchMatMul(a, b, a.type()) : tf.linalg.matMul(a, b);
    }
  },

  /** The range of float32, 8 bits of its precision: factors are rounded, and so is the product. */
  BFLOAT16 {
    @Override
    public <T extends TFloating> Operand<T> product(Ops tf, Operand<T> a, Operand<T> b) {
      Operand<TBfloat16> roundedA = tf.dtypes.cast(a, TBfloat16.class);
      Operand<TBfloat16> roundedB = tf.dtypes.cast(b, TBfloat16.class);
      return tf.dtypes.cast(
          isBatch(a) ? batchMatMulV2(tf, roundedA, roundedB) : tf.linalg.matMul(roundedA, roundedB),
          a.type());
    }
  };

  /** a·b, [n, k]·[k, m] to [n, m], or [G, n, k]·[G, k, m] to [G, n, m]. */
  public abstract <T extends TFloating> Operand<T> product(Ops tf, Operand<T> a, Operand<T> b);

  private static boolean isBatch(Operand<?> a) {
    return a.shape().numDimensions() == 3;
  }

  /**
   * TensorFlow Java offers the third version alone, whose kernel for CPUs multiplies bfloat16 no
   * faster than float32.
   */
  private static Operand<TBfloat16> batchMatMulV2(
      Ops tf, Operand<TBfloat16> a, Operand<TBfloat16> b) {
    String type = "BatchMatMulV2";
    OperationBuilder builder =
        tf.scope().env().opBuilder(type, tf.scope().makeOpName(type), tf.scope());
    builder.addInput(a.asOutput());
    builder.addInput(b.asOutput());
    return builder.build().output(0);
  }
}
