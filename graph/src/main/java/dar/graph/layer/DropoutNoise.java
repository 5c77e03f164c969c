package dar.graph.layer;

import dar.graph.shard.Rows;
import dar.ops.Dropout;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The dropout of one forward pass. Each call draws its own mask from (seed, step, number of the
 * call), so a run that is resumed at a step draws what the uninterrupted run drew.
 */
public final class DropoutNoise {
  private final double rate;
  private final long seed;
  private final Operand<TInt64> step;
  private final Optional<Rows> rows;
  private long calls;

  private DropoutNoise(double rate, long seed, Operand<TInt64> step, Optional<Rows> rows) {
    this.rate = rate;
    this.seed = seed;
    this.step = step;
    this.rows = rows;
  }

  /** Nothing is dropped: evaluation and prediction. */
  public static DropoutNoise none() {
    return new DropoutNoise(0, 0, null, Optional.empty());
  }

  /**
   * The noise of one update.
   *
   * @param rate the share of elements dropped, in [0, 1)
   * @param step a scalar that changes from update to update
   */
  public static DropoutNoise at(double rate, long seed, Operand<TInt64> step) {
    return new DropoutNoise(rate, seed, step, Optional.empty());
  }

  /** The noise that these rows of the batch have in {@link #at(double, long, Operand)}. */
  public static DropoutNoise at(double rate, long seed, Operand<TInt64> step, Rows rows) {
    return new DropoutNoise(rate, seed, step, Optional.of(rows));
  }

  /** x: [B, ...] to the same shape. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return call(tf, x, 1);
  }

  /**
   * x: [B·each, ...] to the same shape.
   *
   * @param each rows of a sample
   */
  Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, int each) {
    if (rate == 0) {
      return x;
    }
    long stream =
        seed * 0x9E3779B97F4A7C15L + ++calls; // the golden ratio spreads neighbouring seeds
    Operand<TInt64> seeds = tf.stack(List.of(tf.constant(stream), step));
    return rows.isEmpty()
        ? Dropout.call(tf, x, rate, seeds)
        : Dropout.call(tf, x, rate, unseen -> rows.get().kept(unseen, x, each, rate, seeds));
  }
}
