package dar.ops;

import org.tensorflow.Operand;
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
      return tf.linalg.matMul(a, b);
    }
  },

  /** The range of float32, 8 bits of its precision: factors are rounded, and so is the product. */
  BFLOAT16 {
    @Override
    public <T extends TFloating> Operand<T> product(Ops tf, Operand<T> a, Operand<T> b) {
      return tf.dtypes.cast(
          tf.linalg.matMul(tf.dtypes.cast(a, TBfloat16.class), tf.dtypes.cast(b, TBfloat16.class)),
          a.type());
    }
  };

  /** a·b, [n, k]·[k, m] to [n, m]. */
  public abstract <T extends TFloating> Operand<T> product(Ops tf, Operand<T> a, Operand<T> b);
}
