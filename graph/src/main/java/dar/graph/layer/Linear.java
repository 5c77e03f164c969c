package dar.graph.layer;

import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.Dimensions;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An affine map of the last axis, y = x·W + b. W: [in, out], b: [out]. */
public record Linear(Operand<TFloat32> kernel, Operand<TFloat32> bias) {

  public static Linear create(Variables vars, int in, int out) {
    Initializer initializer = Initializer.uniformFanIn(in);
    return new Linear(
        vars.get("kernel", Shape.of(in, out), initializer),
        vars.get("bias", Shape.of(out), initializer));
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
      return tf.nn.biasAdd(tf.linalg.matMul(x, kernel), bias);
    }
    Operand<TFloat32> rows = tf.reshape(x, tf.constant(new long[] {-1, in})); // [B·t, in]
    Operand<TFloat32> y = tf.nn.biasAdd(tf.linalg.matMul(rows, kernel), bias); // [B·t, out]
    int out = (int) bias.shape().get(0);
    return tf.reshape(y, Dimensions.withStepsOf(tf, x, out)); // [B, t, out]
  }

  /** The affine map to outputs [from, to) alone. */
  public Linear outputs(Ops tf, int from, int to) {
    int in = (int) kernel.shape().get(0);
    return new Linear(
        tf.slice(kernel, tf.constant(new int[] {0, from}), tf.constant(new int[] {in, to - from})),
        tf.slice(bias, tf.constant(new int[] {from}), tf.constant(new int[] {to - from})));
  }
}
