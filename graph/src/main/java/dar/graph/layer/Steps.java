package dar.graph.layer;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/** Reductions of the step axis, the last but one of [..., t, d]. */
public final class Steps {
  private Steps() {}

  /** The last step, [..., 1, d] (the [-1] of Eqs. 18 and 19). */
  public static Operand<TFloat32> last(Ops tf, Operand<TFloat32> x) {
    int rank = x.shape().numDimensions();
    int[] begin = new int[rank];
    int[] size = new int[rank];
    Arrays.fill(size, -1);
    begin[rank - 2] = (int) x.shape().get(rank - 2) - 1;
    size[rank - 2] = 1;
    return tf.slice(x, tf.constant(begin), tf.constant(size));
  }

  /** The mean over steps, [..., d]: the sample feature z of Section 3.4. */
  public static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(-2));
  }

  /** [..., 1, d] to [..., d]. */
  public static Operand<TFloat32> single(Ops tf, Operand<TFloat32> x) {
    return tf.squeeze(x, Squeeze.axis(List.of(-2L)));
  }
}
