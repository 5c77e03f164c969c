package dar.ops;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.family.TFloating;

/**
 * Convolution along time, y[b, n] = Σ_i x[b, n + i − ⌊(k−1)/2⌋]·W[i] + bias, with zeros before the
 * first and after the last step, so that the number of steps stays (Sec. 3.4).
 */
public final class TimeConvolution {
  private static final List<Long> UNIT_STRIDES = List.of(1L, 1L, 1L, 1L);

  private TimeConvolution() {}

  /** x: [B, T, in], kernel: [k, in, out], bias: [out], to [B, T, out]. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, Operand<T> kernel, Operand<T> bias) {
    Operand<T> image = tf.expandDims(x, tf.constant(1)); // [B, 1, T, in]
    Operand<T> window = tf.expandDims(kernel, tf.constant(0)); // [1, k, in, out]
    Operand<T> map = tf.nn.conv2d(image, window, UNIT_STRIDES, "SAME"); // [B, 1, T, out]
    return tf.nn.biasAdd(tf.squeeze(map, Squeeze.axis(List.of(1L))), bias); // [B, T, out]
  }
}
