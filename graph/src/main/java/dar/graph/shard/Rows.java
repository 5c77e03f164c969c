package dar.graph.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
   * @param x what is computed of these samples, or of these samples and once more of them, along
   *     the one axis whose size is not known while the graph is built
   * @param seed two numbers, [2]
   * @return uniform in [0, 1), the shape of {@code x}
   */
  public Operand<TFloat32> uniform(Ops tf, Operand<TFloat32> x, Operand<TInt64> seed) {
    long[] sizes = x.shape().asArray();
    int[] unknown = IntStream.range(0, sizes.length).filter(i -> sizes[i] < 0).toArray();
    if (unknown.length != 1) {
      throw new IllegalArgumentException(
          "x: expected one axis of unknown size, that of samples, found shape " + x.shape());
    }
    int axis = unknown[0];
    long before = Arrays.stream(sizes, 0, axis).reduce(1, Math::multiplyExact);
    long after = Arrays.stream(sizes, axis + 1, sizes.length).reduce(1, Math::multiplyExact);
    Operand<TInt32> shape = tf.shape(x);
    Operand<TInt32> times = tf.math.div(tf.stridedSlice(shape, Indices.at(axis)), count);
    List<Operand<TInt32>> drawn = new ArrayList<>();
    for (long size : sizes) {
      drawn.add(size < 0 ? tf.math.mul(times, whole) : tf.constant((int) size));
    }
    Operand<TFloat32> all = tf.random.statelessRandomUniform(tf.stack(drawn), seed, TFloat32.class);
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> every = tf.constant(-1);
    Operand<TFloat32> apart = // [before, times, B, after]
        tf.reshape(
            all,
            tf.stack(List.of(tf.constant((int) before), times, whole, tf.constant((int) after))));
    Operand<TFloat32> ours =
        tf.slice(
            apart,
            tf.stack(List.of(zero, zero, from, zero)),
            tf.stack(List.of(every, every, count, every)));
    return tf.reshape(ours, shape);
  }
}
