package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.family.TFloating;

/**
 * What the matrix products of linear maps and of wide convolutions are computed in. Everything else
 * stays float32: other products, as those of attention, the sums inside a product and the variables
 * (mixed precision: Micikevicius et al., 2018).
 */
public enum Precision {
  /** The type of the operands. */
  FLOAT32 {
    @Override
    public <T extends TFloating> Operand<T> product(Ops tf, Operand<T> a, Operand<T> b) {
      return RowProduct.of(tf, a, b);
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
