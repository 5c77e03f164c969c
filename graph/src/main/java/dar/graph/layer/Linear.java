package dar.graph.layer;

import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.Attention;
import dar.ops.Dimensions;
import dar.ops.OrderedSum;
import dar.ops.Precision;
import dar.ops.Scaled;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * An affine map of the last axis, y = x·W + b.
 *
 * @param kernel W, [in, out]
 * @param bias b, [out]
 */
public record Linear(Operand<TFloat32> kernel, Operand<TFloat32> bias, Precision precision) {

  public static Linear create(Variables vars, int in, int out) {
    Initializer initializer = Initializer.uniformFanIn(in);
    return new Linear(
        vars.get("kernel", Shape.of(in, out), initializer),
        vars.get("bias", Shape.of(out), initializer),
        vars.precision());
  }

  /** x: [B, in] to [B, out], or [B, t, in] to [B, t, out]; B and t may be unknown in a graph. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    Shape shape = x.shape();
    int last = shape.numDimensions() - 1;
    long in = kernel.shape().get(0);
    if (last < 1 || last > 2 || shape.get(last) != in) {
      throw new IllegalArgumentException(
          "x: expected size %d on the last of 2 or 3 axes, found shape %s".formatted(in, shape));
    }
    if (last == 1) {
      return mapped(tf, x);
    }
    Operand<TFloat32> rows = tf.reshape(x, tf.constant(new long[] {-1, in})); // [B·t, in]
    int out = (int) kernel.shape().get(1);
    return tf.reshape(mapped(tf, rows), Dimensions.withStepsOf(tf, x, out)); // [B, t, out]
  }

  /** rows: [n, in] to [n, out]. */
  private Operand<TFloat32> mapped(Ops tf, Operand<TFloat32> rows) {
    return tf.nn.biasAdd(precision.product(tf, rows, kernel), bias);
  }

  /** As keys or values are made by it. */
  public Attention.Projection<TFloat32> projection() {
    return new Attention.Projection<>(kernel, bias);
  }

  /**
   * The affine map of x standardised that gives this one's of x normalised: (u·γ + β)·W + b =
   * u·(γ·W) + (β·W + b).
   */
  public Linear behind(Ops tf, Norm norm) {
    Operand<TFloat32> shift = // [1, out]
        tf.linalg.matMul(tf.expandDims(norm.beta(), tf.constant(0)), kernel);
    return new Linear(
        tf.math.mul(kernel, tf.expandDims(norm.gamma(), tf.constant(1))),
        OrderedSum.of(tf, bias, tf.reshape(shift, tf.constant(new int[] {-1}))),
        precision);
  }

  /** The affine map of x that gives this one's of {@code factor}·x. */
  public Linear ofScaled(Ops tf, double factor) {
    return new Linear(Scaled.of(tf, kernel, tf.constant((float) factor)), bias, precision);
  }

  /** {@code factor} times this affine map. */
  public Linear scaled(Ops tf, double factor) {
    return times(tf, tf.constant((float) factor));
  }

  /** The affine map whose first {@code count} outputs are {@code factor} times this one's. */
  public Linear withFirstScaled(Ops tf, int count, double factor) {
    float[] factors = new float[(int) kernel.shape().get(1)];
    Arrays.fill(factors, 1);
    Arrays.fill(factors, 0, count, (float) factor);
    return times(tf, tf.constant(factors));
  }

  /** factors: of all outputs, a scalar, or one each, [out]. */
  private Linear times(Ops tf, Operand<TFloat32> factors) {
    return new Linear(Scaled.of(tf, kernel, factors), Scaled.of(tf, bias, factors), precision);
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
