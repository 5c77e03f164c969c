package dar.training.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** The learning rate as a function of the number of updates made. */
@FunctionalInterface
public interface Schedule {

  /** step: a scalar, 0 before the first update. */
  Operand<TFloat32> at(Ops tf, Operand<TInt64> step);

  static Schedule constant(double rate) {
    return (tf, step) -> tf.constant((float) rate);
  }

  /**
   * Linear warm-up to {@code peak} over w updates, then half a cosine down to 0 at update n
   * (Loshchilov and Hutter 2017): peak · min((s + 1) / w, (1 + cos(pi · (s - w) / (n - w))) / 2),
   * with the fraction held in [0, 1].
   */
  static Schedule warmUpCosine(double peak, long warmUp, long total) {
    float w = Math.max(1, warmUp);
    float rest = Math.max(1, total - warmUp);
    return (tf, step) -> {
      Operand<TFloat32> s = tf.dtypes.cast(step, TFloat32.class);
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> rise =
          tf.math.minimum(tf.math.div(tf.math.add(s, one), tf.constant(w)), one);
      Operand<TFloat32> fraction =
          tf.math.minimum(
              tf.math.maximum(
                  tf.math.div(tf.math.sub(s, tf.constant((float) warmUp)), tf.constant(rest)),
                  tf.constant(0f)),
              one);
      Operand<TFloat32> cosine =
          tf.math.mul(
              tf.math.add(tf.math.cos(tf.math.mul(fraction, tf.constant((float) Math.PI))), one),
              tf.constant(0.5f));
      return tf.math.mul(tf.constant((float) peak), tf.math.mul(rise, cosine));
    };
  }
}
