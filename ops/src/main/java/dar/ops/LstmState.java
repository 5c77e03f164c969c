package dar.ops;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** What an LSTM starts from. */
final class LstmState {
  private LstmState() {}

  /** steps: [t, B, d], to zeros [B, hidden]. */
  static <T extends TFloating> Operand<T> zeros(Ops tf, Operand<T> steps, int hidden) {
    return tf.fill(
        tf.stack(List.of(Dimensions.atRunTime(tf, steps, 1), tf.constant(hidden))),
        Constants.of(tf, 0, steps.type()));
  }
}
