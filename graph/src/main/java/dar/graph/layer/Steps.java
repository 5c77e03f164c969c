package dar.graph.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** The step axis of [B, t, d]. */
public final class Steps {
  private Steps() {}

  /** The steps of all samples one below the other: [B, t, d] to [B·t, d]. */
  static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new long[] {-1, x.shape().get(2)}));
  }

  /** The samples that {@link #rows} gave: [B·t, d] to [B, t, d]. */
  static Operand<TFloat32> ofRows(Ops tf, Operand<TFloat32> rows, int t) {
    return tf.reshape(rows, tf.constant(new long[] {-1, t, rows.shape().get(1)}));
  }

  /** The last step of [B, t, d], [B, d] (the [-1] of Eqs. 18 and 19). */
  public static Operand<TFloat32> last(Ops tf, Operand<TFloat32> x) {
    int last = (int) x.shape().get(1) - 1;
    return tf.squeeze(
        tf.slice(x, tf.constant(new int[] {0, last, 0}), tf.constant(new int[] {-1, 1, -1})),
        Squeeze.axis(List.of(1L)));
  }

  /** The mean over steps, [B, d]: the sample feature z of Section 3.4. */
  public static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(1));
  }
}
