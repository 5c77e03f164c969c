package dar.graph.shard;

import java.util.Arrays;
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
   * The numbers that these samples get where those of the whole batch are drawn at once: all are
   * drawn, and the others' left out.
   *
   * @param x what is computed of these samples, or of these samples and once more of them, [b, ...]
   *     or [2b, ...], the other sizes known
   * @param seed two numbers, [2]
   * @return uniform in [0, 1), the shape of {@code x}
   */
  public Operand<TFloat32> uniform(Ops tf, Operand<TFloat32> x, Operand<TInt64> seed) {
    Operand<TInt32> shape = tf.shape(x);
    Operand<TInt32> times = tf.math.div(tf.stridedSlice(shape, Indices.at(0)), count);
    Operand<TInt32> numbers = // of a sample
        tf.constant(
            (int)
                Arrays.stream(x.shape().asArray(), 1, x.shape().numDimensions())
                    .reduce(1, Math::multiplyExact));
    Operand<TFloat32> all =
        tf.random.statelessRandomUniform(
            tf.stack(List.of(times, whole, numbers)), seed, TFloat32.class);
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> every = tf.constant(-1);
    Operand<TFloat32> ours =
        tf.slice(all, tf.stack(List.of(zero, from, zero)), tf.stack(List.of(every, count, every)));
    return tf.reshape(ours, shape);
  }
}
