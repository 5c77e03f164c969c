package dar.ops;

import dar.ops.gradient.CustomGradients;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.BlockLSTM;
import org.tensorflow.op.nn.BlockLSTMGrad;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/**
 * The equations of {@link BiLstm} as one BlockLSTMV2, whose gradient TensorFlow knows in Python
 * only: the kernel BlockLSTMGradV2 exists, and is registered here.
 */
final class BlockLstm {
  private static final int CELL = 1;
  private static final int OUTPUT = 6;

  static {
    if (CustomGradients.available()) {
      CustomGradients.register(BlockLSTM.OP_NAME, BlockLstm::gradient);
    }
  }

  private BlockLstm() {}

  /** steps: [t, B, d], to [t, B, h]. */
  static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> steps, BiLstm.Weights<T> weights) {
    Class<T> type = steps.type();
    if (type.equals(TFloat64.class)) {
      throw new IllegalArgumentException(
          "x: expected float32 or float16, found float64; the unrolled LSTM takes any float type");
    }
    int hidden = weights.hidden();
    Operand<TInt64> t = tf.dtypes.cast(Dimensions.atRunTime(tf, steps, 0), TInt64.class);
    Operand<T> state = LstmState.zeros(tf, steps, hidden); // [B, h]
    Operand<T> peephole =
        tf.fill(tf.constant(new int[] {hidden}), Constants.of(tf, 0, type)); // [h], not used
    return tf.nn
        .blockLSTM(
            t, steps, state, state, weights.kernel(), peephole, peephole, peephole, weights.bias())
        .h(); // [t, B, h]
  }

  private static List<Operand<?>> gradient(
      Ops tf, GraphOperation operation, List<Output<?>> outputGradients) {
    return typed(tf, new BlockLSTM.Inputs<TFloating>(operation), outputGradients);
  }

  private static <T extends TFloating> List<Operand<?>> typed(
      Ops tf, BlockLSTM.Inputs<T> in, List<Output<?>> outputGradients) {
    BlockLSTM<T> out = in.getOutputs();
    Class<T> type = in.x.type();
    BlockLSTMGrad<T> grad =
        tf.nn.blockLSTMGrad(
            in.seqLenMax,
            in.x,
            in.csPrev,
            in.hPrev,
            in.w,
            in.wci,
            in.wcf,
            in.wco,
            in.b,
            out.i(),
            out.cs(),
            out.f(),
            out.o(),
            out.ci(),
            out.co(),
            out.h(),
            outputGradients.get(CELL).expect(type),
            outputGradients.get(OUTPUT).expect(type),
            in.usePeephole);
    return List.of(
        tf.zerosLike(in.seqLenMax),
        grad.xGrad(),
        grad.csPrevGrad(),
        grad.hPrevGrad(),
        grad.wGrad(),
        grad.wciGrad(),
        grad.wcfGrad(),
        grad.wcoGrad(),
        grad.bGrad());
  }
}
