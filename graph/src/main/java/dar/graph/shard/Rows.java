package dar.graph.shard;

import dar.ops.Dropout;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The samples of a batch that a part of it holds, scalars all: [from, from + count) of {@code
 * whole}.
 */
public record Rows(Operand<TInt32> from, Operand<TInt32> count, Operand<TInt32> whole) {

  /**
   * What these samples keep where dropout is drawn for the whole batch at once: all is drawn, and
   * the others' left out.
   *
   * @param x what is computed of these samples, or of these samples and once more of them, [b·each,
   *     ...] or [2b·each, ...], the other sizes known
   * @param each rows of a sample
   * @param rate what is erased
   * @param seed two numbers, [2]
   * @return 0 for what is erased and 1 for what is kept, the shape of {@code x}
   */
  public Operand<TFloat32> kept(
      Ops tf, Operand<TFloat32> x, int each, double rate, Operand<TInt64> seed) {
    Operand<TInt32> shape = tf.shape(x);
    Operand<TInt32> ofOurs = tf.math.mul(count, tf.constant(each)); // rows
    Operand<TInt32> times = tf.math.div(tf.stridedSlice(shape, Indices.at(0)), ofOurs);
    Operand<TInt32> numbers = // of a sample
        tf.constant(Math.toIntExact(each * x.shape().tail().size()));
    Operand<TInt32> samples = tf.math.mul(times, whole);
    Operand<TFloat32> all =
        Dropout.kept(tf, tf.math.mul(samples, numbers), rate, seed, TFloat32.class);
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> every = tf.constant(-1);
    Operand<TFloat32> ours =
        tf.slice(
            tf.reshape(all, tf.stack(List.of(times, whole, numbers))),
            tf.stack(List.of(zero, from, zero)),
            tf.stack(List.of(every, count, every)));
    return tf.reshape(ours, shape);
  }
}
