package dar.graph.layer;

import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.Dimensions;
import dar.ops.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An affine map of the last axis, y = x·W + b; of groups, one a group, each by a product of its
 * own: a large product keeps all cores at work, while TensorFlow's for batches of them is slower on
 * CPUs.
 *
 * @param kernels W, [in, out], one a group
 * @param biases b, [out], one a group
 */
public record Linear(
    List<Operand<TFloat32>> kernels, List<Operand<TFloat32>> biases, Precision precision) {

  public Linear {
    kernels = List.copyOf(kernels);
    biases = List.copyOf(biases);
  }

  public static Linear create(Variables vars, int in, int out) {
    Initializer initializer = Initializer.uniformFanIn(in);
    return new Linear(
        vars.each("kernel", Shape.of(in, out), initializer),
        vars.each("bias", Shape.of(out), initializer),
        vars.precision());
  }

  /**
   * x: [B, in] to [B, out], or [B, t, in] to [B, t, out]; B and t may be unknown in a graph. Of
   * groups, [G, B, t, in] to [G, B, t, out].
   */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return kernels.size() == 1 ? single(tf, x) : grouped(tf, x);
  }

  private Operand<TFloat32> grouped(Ops tf, Operand<TFloat32> x) {
    Shape shape = x.shape();
    long groups = kernels.size();
    if (shape.numDimensions() != 4 || shape.get(0) != groups || shape.get(3) != in()) {
      throw new IllegalArgumentException(
          "x: expected shape [%d, B, t, %d], found %s".formatted(groups, in(), shape));
    }
    Operand<TFloat32> rows =
        tf.reshape(x, tf.constant(new long[] {groups, -1, in()})); // [G, B·t, in]
    List<Output<TFloat32>> each = tf.unstack(rows, groups).output();
    List<Operand<TFloat32>> y = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      y.add(mapped(tf, each.get(g), g)); // [B·t, out]
    }
    return tf.reshape(tf.stack(y), tf.constant(new long[] {groups, -1, shape.get(2), out()}));
  }

  private Operand<TFloat32> single(Ops tf, Operand<TFloat32> x) {
    Shape shape = x.shape();
    int last = shape.numDimensions() - 1;
    if (last < 1 || last > 2 || shape.get(last) != in()) {
      throw new IllegalArgumentException(
          "x: expected size %d on the last of 2 or 3 axes, found shape %s".formatted(in(), shape));
    }
    if (last == 1) {
      return mapped(tf, x, 0);
    }
    Operand<TFloat32> rows = tf.reshape(x, tf.constant(new long[] {-1, in()})); // [B·t, in]
    return tf.reshape(
        mapped(tf, rows, 0), Dimensions.withStepsOf(tf, x, (int) out())); // [B, t, out]
  }

  /** rows: [n, in] to [n, out]. */
  private Operand<TFloat32> mapped(Ops tf, Operand<TFloat32> rows, int group) {
    return tf.nn.biasAdd(precision.product(tf, rows, kernels.get(group)), biases.get(group));
  }

  private long in() {
    return kernels.get(0).shape().get(0);
  }

  private long out() {
    return kernels.get(0).shape().get(1);
  }

  /** The affine map to outputs [from, to) alone. */
  public Linear outputs(Ops tf, int from, int to) {
    return new Linear(sliced(tf, kernels, from, to), sliced(tf, biases, from, to), precision);
  }

  private static List<Operand<TFloat32>> sliced(
      Ops tf, List<Operand<TFloat32>> all, int from, int to) {
    return all.stream().map(x -> sliced(tf, x, from, to)).toList();
  }

  private static Operand<TFloat32> sliced(Ops tf, Operand<TFloat32> x, int from, int to) {
    int[] begin = new int[x.shape().numDimensions()];
    int[] size = new int[begin.length];
    Arrays.fill(size, -1);
    begin[begin.length - 1] = from;
    size[begin.length - 1] = to - from;
    return tf.slice(x, tf.constant(begin), tf.constant(size));
  }
}
