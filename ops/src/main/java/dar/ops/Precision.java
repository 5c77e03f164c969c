package dar.ops;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
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
          isBatch(a) ? eachByItself(tf, roundedA, roundedB) : tf.linalg.matMul(roundedA, roundedB),
          a.type());
    }
  };

  /** a·b, [n, k]·[k, m] to [n, m], or [G, n, k]·[G, k, m] to [G, n, m]. */
  public abstract <T extends TFloating> Operand<T> product(Ops tf, Operand<T> a, Operand<T> b);

  private static boolean isBatch(Operand<?> a) {
    return a.shape().numDimensions() == 3;
  }

  /**
   * One product a group: TensorFlow's kernel for batches of them, to which their gradients lead at
   * the latest, multiplies bfloat16 on a CPU no faster than float32.
   */
  private static Operand<TBfloat16> eachByItself(
      Ops tf, Operand<TBfloat16> a, Operand<TBfloat16> b) {
    long groups = Dimensions.fixed("a", a, 0);
    List<Output<TBfloat16>> left = tf.unstack(a, groups).output();
    List<Output<TBfloat16>> right = tf.unstack(b, groups).output();
    List<Operand<TBfloat16>> products = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      products.add(tf.linalg.matMul(left.get(g), right.get(g)));
    }
    return tf.stack(products);
  }
}
