package dar.ops;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReverseSequence;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * A bidirectional LSTM (Hochreiter and Schmidhuber, 1997). Each direction starts from h = c = 0 and
 * takes, step by step,
 *
 * <pre>
 * i  = σ([x_t, h]·W_i + b_i)          what to let in
 * f  = σ([x_t, h]·W_f + b_f)          what to keep
 * c̃  = tanh([x_t, h]·W_c + b_c)       what there is to let in
 * o  = σ([x_t, h]·W_o + b_o)          what to show
 * c  ← f ⊙ c + i ⊙ c̃
 * h  ← o ⊙ tanh(c)
 * </pre>
 *
 * <p>W = [W_i, W_f, W_c, W_o] side by side, rows of x above rows of h; b likewise. Nothing is added
 * to b_f. (PyTorch packs i, f, c, o too, transposed, with x and h apart and b in two parts to be
 * added.)
 *
 * <p>The number of steps is known where the graph is built. The output at a step is [h forward, h
 * backward], the backward one having read from the end. With lengths, the end is each sample's own,
 * what stands in the padding changes nothing, and outputs in the padding are 0.
 */
public final class BiLstm {
  private BiLstm() {}

  /**
   * One direction.
   *
   * @param kernel W, [d + h, 4h]
   * @param bias b, [4h]
   */
  public record Weights<T extends TFloating>(Operand<T> kernel, Operand<T> bias) {
    int hidden() {
      return Dimensions.fixed("bias", bias, 0) / 4;
    }
  }

  /** One kernel a direction, float32 or float16. x: [B, t, d], to [B, t, 2h]. */
  public static <T extends TFloating> Operand<T> fused(
      Ops tf, Operand<T> x, Weights<T> forward, Weights<T> backward) {
    return whole(tf, x, forward, backward, BlockLstm::call);
  }

  /** As {@link #fused(Ops, Operand, Weights, Weights)}; lengths: [B], each in 0 .. t. */
  public static <T extends TFloating> Operand<T> fused(
      Ops tf, Operand<T> x, Weights<T> forward, Weights<T> backward, Operand<TInt32> lengths) {
    return padded(tf, x, forward, backward, lengths, BlockLstm::call);
  }

  /** The same, from elementary operations in any float type. x: [B, t, d], to [B, t, 2h]. */
  public static <T extends TFloating> Operand<T> unrolled(
      Ops tf, Operand<T> x, Weights<T> forward, Weights<T> backward) {
    return whole(tf, x, forward, backward, UnrolledLstm::call);
  }

  /** As {@link #unrolled(Ops, Operand, Weights, Weights)}; lengths: [B], each in 0 .. t. */
  public static <T extends TFloating> Operand<T> unrolled(
      Ops tf, Operand<T> x, Weights<T> forward, Weights<T> backward, Operand<TInt32> lengths) {
    return padded(tf, x, forward, backward, lengths, UnrolledLstm::call);
  }

  /** One direction over time-major steps, [t, B, d] to [t, B, h]. */
  private interface Direction<T extends TFloating> {
    Operand<T> call(Ops tf, Operand<T> steps, Weights<T> weights);
  }

  private static <T extends TFloating> Operand<T> whole(
      Ops tf, Operand<T> x, Weights<T> forward, Weights<T> backward, Direction<T> lstm) {
    return both(
        tf, x, forward, backward, lstm, steps -> tf.reverse(steps, tf.constant(new int[] {0})));
  }

  private static <T extends TFloating> Operand<T> padded(
      Ops tf,
      Operand<T> x,
      Weights<T> forward,
      Weights<T> backward,
      Operand<TInt32> lengths,
      Direction<T> lstm) {
    UnaryOperator<Operand<T>> reverse =
        steps -> tf.reverseSequence(steps, lengths, 0L, ReverseSequence.batchDim(1L));
    // The input is cleared too: an infinity in the padding would reach the gradient of the weights.
    Operand<T> cleared = zeroBeyond(tf, x, lengths);
    return zeroBeyond(tf, both(tf, cleared, forward, backward, lstm, reverse), lengths);
  }

  private static <T extends TFloating> Operand<T> both(
      Ops tf,
      Operand<T> x,
      Weights<T> forward,
      Weights<T> backward,
      Direction<T> lstm,
      UnaryOperator<Operand<T>> reverse) {
    Operand<T> steps = swapBatchAndTime(tf, x); // [t, B, d]
    Operand<T> ahead = lstm.call(tf, steps, forward); // [t, B, h]
    Operand<T> back = lstm.call(tf, reverse.apply(steps), backward); // [t, B, h]
    Operand<T> joined =
        tf.concat(List.of(ahead, reverse.apply(back)), tf.constant(2)); // [t, B, 2h]
    return swapBatchAndTime(tf, joined); // [B, t, 2h]
  }

  private static <T extends TFloating> Operand<T> swapBatchAndTime(Ops tf, Operand<T> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {1, 0, 2}));
  }

  /** x: [B, t, d] with 0 at every step from a sample's length on. */
  private static <T extends TFloating> Operand<T> zeroBeyond(
      Ops tf, Operand<T> x, Operand<TInt32> lengths) {
    Operand<TInt32> step =
        tf.range(tf.constant(0), Dimensions.atRunTime(tf, x, 1), tf.constant(1)); // [t]
    Operand<TInt32> end = tf.reshape(lengths, tf.constant(new int[] {-1, 1, 1})); // [B, 1, 1]
    Operand<TInt32> column = tf.expandDims(step, tf.constant(1)); // [t, 1]
    return tf.select(tf.math.less(column, end), x, Constants.of(tf, 0, x.type()));
  }
}
