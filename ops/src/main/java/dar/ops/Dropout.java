package dar.ops;

import dar.ops.gradient.GradientTape;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TFloating;

/**
 * Inverted dropout: each element becomes 0 with probability {@code rate} and is divided by 1 − rate
 * otherwise, so that its mean stays (Srivastava et al., 2014).
 *
 * <p>8 random bits decide on an element, as drawing them is what takes the time: it is erased where
 * they are below a threshold, 256 · rate, which is rounded up or down by chance, once for a tensor.
 * So an element is erased at the rate, to the nearest multiple of 2^-16, but at 255/256 at most.
 */
public final class Dropout {
  private static final int DRAWN_AT_ONCE = 8; // of 8 bits, in a number of 64
  private static final int THRESHOLDS = 1 << 8;
  private static final int LEVELS = 1 << 16;

  private Dropout() {}

  /**
   * x of any shape, to the same shape. The noise is a pure function of the seed: the same seed
   * erases the same elements. A rate of 0 gives back {@code x} itself.
   *
   * @param seed two numbers, [2]
   */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, double rate, Operand<TInt64> seed) {
    return call(
        tf,
        x,
        rate,
        unseen ->
            unseen.reshape(kept(unseen, unseen.size(x), rate, seed, x.type()), unseen.shape(x)));
  }

  /**
   * x of any shape, to the same shape.
   *
   * @param kept makes what {@link #kept} gives, in the shape of {@code x}, by operations that no
   *     tape sees; not asked for where the rate is 0
   */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> x, double rate, Function<Ops, Operand<T>> kept) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("rate: expected in [0, 1), found " + rate);
    }
    if (rate == 0) {
      return x;
    }
    double share = 1 - (double) erasedLevels(rate) / LEVELS;
    Ops unseen = GradientTape.unseen(tf);
    Operand<T> factors =
        unseen.math.mul(kept.apply(unseen), Constants.of(unseen, 1 / share, x.type()));
    return tf.math.mul(x, tf.stopGradient(factors)); // its shape is that of x, which is moved
  }

  /**
   * 0 for what is erased and 1 for what is kept, [count].
   *
   * @param count a scalar
   * @param seed two numbers, [2]
   */
  public static <T extends TFloating> Operand<T> kept(
      Ops tf, Operand<TInt32> count, double rate, Operand<TInt64> seed, Class<T> type) {
    Operand<TInt32> one = tf.constant(new int[] {1});
    Operand<TInt32> wanted = tf.reshape(count, one);
    Operand<TInt32> numbers = // ⌈count / 8⌉ + 1
        tf.math.add(
            tf.math.div(
                tf.math.add(wanted, tf.constant(DRAWN_AT_ONCE - 1)), tf.constant(DRAWN_AT_ONCE)),
            one);
    Operand<TUint8> bits = // [numbers, 8]
        tf.bitcast(
            tf.random.statelessRandomUniformFullInt(numbers, seed, TInt64.class), TUint8.class);
    Operand<TUint8> ofLast = tf.stridedSlice(bits, Indices.at(-1), Indices.at(0));
    Operand<T> kept = tf.dtypes.cast(tf.math.greaterEqual(bits, threshold(tf, rate, ofLast)), type);
    return tf.slice(
        tf.reshape(kept, tf.constant(new int[] {-1})), tf.constant(new int[] {0}), wanted);
  }

  /** 256 · rate, rounded up or down so that it is that in the mean; chance: 0 to 255, a scalar. */
  private static Operand<TUint8> threshold(Ops tf, double rate, Operand<TUint8> chance) {
    Operand<TInt32> moved =
        tf.math.add(
            tf.constant(erasedLevels(rate)), tf.dtypes.cast(chance, TInt32.class)); // in 2^-16
    return tf.dtypes.cast(tf.math.div(moved, tf.constant(LEVELS / THRESHOLDS)), TUint8.class);
  }

  /** The rate in 2^-16; the highest that any threshold of 8 bits allows is 255/256. */
  private static int erasedLevels(double rate) {
    return (int) Math.min(LEVELS - THRESHOLDS, Math.round(rate * LEVELS));
  }
}
