package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.family.TFloating;

/**
 * Multi-head scaled dot-product attention, softmax(Q·Kᵀ/√(d/heads))·V for each head (Vaswani et
 * al., 2017; Eqs. 18-19). The projections to Q, K and V are the caller's.
 */
public final class Attention {
  private static final int[] SWAP_STEPS_AND_HEADS = {0, 2, 1, 3};

  private Attention() {}

  /** q: [B, tq, d], k and v: [B, t, d], to [B, tq, d]; the heads divide d. */
  public static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> q, Operand<T> k, Operand<T> v, int heads) {
    int d = Dimensions.fixed("q", q, 2);
    int steps = Dimensions.fixed("q", q, 1);
    if (heads < 1 || d % heads != 0) {
      throw new IllegalArgumentException(
          "heads: expected a divisor of the width " + d + ", found " + heads);
    }
    Class<T> type = q.type();
    // Scaling the query is tq·d multiplications a sample; scaling the scores would be heads·tq·t.
    Operand<T> scaled = tf.math.mul(q, Constants.of(tf, 1 / Math.sqrt((double) d / heads), type));
    Operand<T> scores =
        tf.train.batchMatMul(
            split(tf, scaled, steps, heads),
            split(tf, k, Dimensions.fixed("k", k, 1), heads),
            type,
            BatchMatMul.adjY(true)); // [B, heads, tq, t]
    Operand<T> values = split(tf, v, Dimensions.fixed("v", v, 1), heads); // [B, heads, t, d/heads]
    Operand<T> mixed =
        tf.train.batchMatMul(tf.nn.softmax(scores), values, type); // [B, heads, tq, d/heads]
    Operand<T> joined =
        tf.linalg.transpose(mixed, tf.constant(SWAP_STEPS_AND_HEADS)); // [B, tq, heads, d/heads]
    return tf.reshape(joined, tf.constant(new int[] {-1, steps, d})); // [B, tq, d]
  }

  private static <T extends TFloating> Operand<T> split(
      Ops tf, Operand<T> x, int steps, int heads) {
    int width = Dimensions.fixed("width", x, 2) / heads;
    Operand<T> perHead =
        tf.reshape(x, tf.constant(new int[] {-1, steps, heads, width})); // [B, t, heads, d/heads]
    return tf.linalg.transpose(
        perHead, tf.constant(SWAP_STEPS_AND_HEADS)); // [B, heads, t, d/heads]
  }
}
