package dar.graph.layer;

import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.Dimensions;
import dar.ops.Precision;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An affine map of the last axis, y = x·W + b. W: [in, out], b: [out]; or one a group, W: [G, in,
 * out], b: [G, out].
 */
public record Linear(Operand<TFloat32> kernel, Operand<TFloat32> bias, Precision precision) {

  public static Linear create(Variables vars, int in, int out) {
    Initializer initializer = Initializer.uniformFanIn(in);
    return new Linear(
        vars.get("kernel", Shape.of(in, out), initializer),
        vars.get("bias", Shape.of(out), initializer),
        vars.precision());
  }

  /**
   * x: [B, in] to [B, out], or [B, t, in] to [B, t, out]; B and t may be unknown in a graph. Of
   * groups, [G, B, t, in] to [G, B, t, out].
   */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return kernel.shape().numDimensions() == 3 ? grouped(tf, x) : single(tf, x);
  }

  private Operand<TFloat32> grouped(Ops tf, Operand<TFloat32> x) {
    Shape shape = x.shape();
    long groups = kernel.shape().get(0);
    long in = kernel.shape().get(1);
    if (shape.numDimensions() != 4 || shape.get(0) != groups || shape.get(3) != in) {
      throw new IllegalArgumentException(
          "x: expected shape [%d, B, t, %d], found %s".formatted(groups, in, shape));
    }
    Operand<TFloat32> rows =
        tf.reshape(x, tf.constant(new long[] {groups, -1, in})); // [G, B·t, in]
    Operand<TFloat32> y =
        tf.math.add(
            precision.product(tf, rows, kernel),
            tf.expandDims(bias, tf.constant(1))); // [G, B·t, out]
    return tf.reshape(y, tf.constant(new long[] {groups, -1, shape.get(2), bias.shape().get(1)}));
  }

  private Operand<TFloat32> single(Ops tf, Operand<TFloat32> x) {
    Shape shape = x.shape();
    int last = shape.numDimensions() - 1;
    long in = kernel.shape().get(0);
    if (last < 1 || last > 2 || shape.get(last) != in) {
      throw new IllegalArgumentException(
          "x: expected size %d on the last of 2 or 3 axes, found shape %s".formatted(in, shape));
    }
    if (last == 1) {
      return tf.nn.biasAdd(precision.product(tf, x, kernel), bias);
    }
    Operand<TFloat32> rows = tf.reshape(x, tf.constant(new long[] {-1, in})); // [B·t, in]
    Operand<TFloat32> y = tf.nn.biasAdd(precision.product(tf, rows, kernel), bias); // [B·t, out]
    int out = (int) bias.shape().get(0);
    return tf.reshape(y, Dimensions.withStepsOf(tf, x, out)); // [B, t, out]
  }

  /** The affine map to outputs [from, to) alone. */
  public Linear outputs(Ops tf, int from, int to) {
    return new Linear(sliced(tf, kernel, from, to), sliced(tf, bias, from, to), precision);
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
