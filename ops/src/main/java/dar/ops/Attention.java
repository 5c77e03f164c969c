package dar.ops;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * Multi-head scaled dot-product attention, softmax(Q·Kᵀ/√(d/heads) + bias)·V for each head (Vaswani
 * et al., 2017; Eqs. 18-19). The projections to Q, K and V are the caller's.
 */
public final class Attention {
  /** So far below any score that its exponential is 0, yet finite where all keys have it. */
  private static final double NEVER = -1e9;

  private static final int[] SWAP_STEPS_AND_HEADS = {0, 2, 1, 3};

  private Attention() {}

  /** q: [B, tq, d], k and v: [B, t, d], to [B, tq, d]; the heads divide d. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> q, Operand<T> k, Operand<T> v, int heads) {
    return call(tf, q, k, v, heads, scores -> scores);
  }

  /**
   * The same with a bias on the keys; under that of {@link #keyBias} a masked key has a weight of
   * exactly 0, and in a row without any real key the result is finite and means nothing.
   *
   * @param bias added to every score of a key, [B, t]
   */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> q, Operand<T> k, Operand<T> v, int heads, Operand<T> bias) {
    Operand<T> perKey =
        tf.expandDims(tf.expandDims(bias, tf.constant(1)), tf.constant(1)); // [B, 1, 1, t]
    return call(tf, q, k, v, heads, scores -> tf.math.add(scores, perKey));
  }

  /** mask: [B, t], 1 for a real key and 0 for a masked one, to the bias that says so, [B, t]. */
  public static <T extends TFloating> Operand<T> keyBias(
      Ops tf, Operand<? extends TNumber> mask, Class<T> type) {
    Operand<T> masked =
        tf.math.sub(Constants.of(tf, 1, type), tf.dtypes.cast(mask, type)); // [B, t]
    return tf.math.mul(masked, Constants.of(tf, NEVER, type));
  }

  private static <T extends TFloating> Operand<T> call(
      Ops tf,
      Operand<T> q,
      Operand<T> k,
      Operand<T> v,
      int heads,
      UnaryOperator<Operand<T>> biased) {
    int d = Dimensions.fixed("q", q, 2);
    if (heads < 1 || d % heads != 0) {
      throw new IllegalArgumentException(
          "heads: expected a divisor of the width " + d + ", found " + heads);
    }
    Class<T> type = q.type();
    // Scaling the query is tq·d multiplications a sample; scaling the scores would be heads·tq·t.
    Operand<T> scaled = tf.math.mul(q, Constants.of(tf, 1 / Math.sqrt((double) d / heads), type));
    Operand<T> scores =
        tf.train.batchMatMul(
            split(tf, scaled, heads),
            split(tf, k, heads),
            type,
            BatchMatMul.adjY(true)); // [B, heads, tq, t]
    Operand<T> weights = tf.nn.softmax(biased.apply(scores)); // [B, heads, tq, t]
    Operand<T> mixed =
        tf.train.batchMatMul(weights, split(tf, v, heads), type); // [B, heads, tq, d/heads]
    Operand<T> joined =
        tf.linalg.transpose(mixed, tf.constant(SWAP_STEPS_AND_HEADS)); // [B, tq, heads, d/heads]
    return tf.reshape(joined, Dimensions.withStepsOf(tf, q, d)); // [B, tq, d]
  }

  private static <T extends TFloating> Operand<T> split(Ops tf, Operand<T> x, int heads) {
    int width = Dimensions.fixed("width", x, 2) / heads;
    Operand<T> perHead =
        tf.reshape(x, Dimensions.withStepsOf(tf, x, heads, width)); // [B, t, heads, d/heads]
    return tf.linalg.transpose(
        perHead, tf.constant(SWAP_STEPS_AND_HEADS)); // [B, heads, t, d/heads]
  }
}
