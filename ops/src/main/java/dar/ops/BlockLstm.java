package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/** The equations of {@link BiLstm} as one BlockLSTMV2, with {@link LstmDerivative}. */
final class BlockLstm {
  private BlockLstm() {}

  /** steps: [t, B, d] of known t and d, to [t, B, h]. */
  static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> steps, BiLstm.Weights<T> weights) {
    if (steps.type().equals(TFloat64.class)) {
      throw new IllegalArgumentException(
          "x: expected float32 or float16, found float64; the unrolled LSTM takes any float type");
    }
    return WrittenDerivative.keeping(
        tf,
        LstmDerivative.named(steps, weights.hidden()),
        List.of(steps, weights.kernel(), weights.bias()),
        unseen -> made(unseen, steps, weights));
  }

  /** h, and what {@link LstmDerivative} reads. */
  private static <T extends TFloating> WrittenDerivative.Made<T> made(
      Ops tf, Operand<T> steps, BiLstm.Weights<T> weights) {
    int hidden = weights.hidden();
    Operand<TInt64> t = tf.dtypes.cast(Dimensions.atRunTime(tf, steps, 0), TInt64.class);
    Operand<T> state = LstmState.zeros(tf, steps, hidden); // [B, h]
    Operand<T> peephole =
        tf.fill(
            tf.constant(new int[] {hidden}), Constants.of(tf, 0, steps.type())); // [h], not used
    BlockLSTM<T> lstm =
        tf.nn.blockLSTM(
            t, steps, state, state, weights.kernel(), peephole, peephole, peephole, weights.bias());
    return new WrittenDerivative.Made<>(
        lstm.h(),
        List.of(state, peephole, lstm.i(), lstm.cs(), lstm.f(), lstm.o(), lstm.ci(), lstm.co()));
  }
}
