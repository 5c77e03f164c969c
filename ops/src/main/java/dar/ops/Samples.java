package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * What all samples of a batch have in common, as a bias: its derivative, a sum over the first axis,
 * takes CPUs a third to a tenth of the time of that of broadcasting, which is the same sum.
 */
public final class Samples {
  private Samples() {}

  /**
   * x + shared of each sample: [B, ...] to [B, ...].
   *
   * @param shared of the shape of a sample, [...] or [1, ...]
   */
  public static <T extends TFloating> Operand<T> plus(Ops tf, Operand<T> x, Operand<T> shared) {
    if (shared.shape().size() != width(x)) {
      throw new IllegalArgumentException(
          "shared: expected the shape of a sample of %s, found %s"
              .formatted(x.shape(), shared.shape()));
    }
    Operand<T> bias = tf.reshape(shared, tf.constant(new int[] {-1}));
    Operand<T> flat = tf.reshape(x, tf.constant(new int[] {-1, width(x)})); // [B, n]
    return tf.reshape(
        tf.nn.biasAdd(flat, bias), tf.constant(x.shape().tail().prepend(-1).asArray()));
  }

  /** How many values a sample has. */
  private static int width(Operand<?> x) {
    int width = 1;
    for (int axis = 1; axis < x.shape().numDimensions(); axis++) {
      width *= Dimensions.fixed("x", x, axis);
    }
    return width;
  }
}
