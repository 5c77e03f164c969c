package dar.training.optimizer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Clipping by the norm of all gradients together (Pascanu et al. 2013). */
public final class GlobalNorm {
  private GlobalNorm() {}

  /** ||g|| over all gradients, a scalar. */
  public static Operand<TFloat32> of(Ops tf, List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halves =
        gradients.stream().map(g -> (Operand<TFloat32>) tf.nn.l2Loss(g)).toList(); // sum(g²) / 2
    return tf.math.sqrt(
        tf.math.mul(tf.reduceSum(tf.stack(halves), tf.constant(0)), tf.constant(2f)));
  }

  /** g · limit / max(limit, ||g||). */
  public static List<Operand<TFloat32>> clip(
      Ops tf, List<Operand<TFloat32>> gradients, double limit) {
    Operand<TFloat32> bound = tf.constant((float) limit);
    Operand<TFloat32> scale = tf.math.div(bound, tf.math.maximum(bound, of(tf, gradients)));
    return gradients.stream().map(g -> (Operand<TFloat32>) tf.math.mul(g, scale)).toList();
  }
}
