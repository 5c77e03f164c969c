package dar.ops;

import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/**
 * Inverted dropout: each element becomes 0 with probability {@code rate} and is divided by 1 − rate
 * otherwise, so that its mean stays (Srivastava et al., 2014).
 */
public final class Dropout {
  private Dropout() {}

  /**
   * x of any shape, to the same shape. The noise is a pure function of the seed: the same seed
   * erases the same elements. A rate of 0 gives back {@code x} itself.
   *
   * @param seed two numbers, [2]
   */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, double rate, Operand<TInt64> seed) {
    return call(tf, x, rate, () -> tf.random.statelessRandomUniform(tf.shape(x), seed, x.type()));
  }

  /**
   * x of any shape, to the same shape.
   *
   * @param uniform numbers of [0, 1) in the shape of {@code x}; not asked for where the rate is 0
   */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, double rate, Supplier<Operand<T>> uniform) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("rate: expected in [0, 1), found " + rate);
    }
    if (rate == 0) {
      return x;
    }
    Class<T> type = x.type();
    Operand<T> noise = uniform.get();
    Operand<T> kept =
        tf.dtypes.cast(tf.math.greaterEqual(noise, Constants.of(tf, rate, type)), type);
    return tf.math.mul(x, tf.math.mul(kept, Constants.of(tf, 1 / (1 - rate), type)));
  }
}
