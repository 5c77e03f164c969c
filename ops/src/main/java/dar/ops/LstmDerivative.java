package dar.ops;

import dar.ops.gradient.WrittenDerivative;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.LSTMBlockCellGrad;
import org.tensorflow.types.family.TFloating;

/**
 * The derivative of an LSTM's h, [t, B, h]. That of TensorFlow, BlockLSTMGradV2, multiplies by all
 * weights at each step. Here a step multiplies by those of h alone, which the step before waits
 * for; what x and the weights want is a product over all steps.
 *
 * <p>The sizes are known beforehand: whoever asks for a shape while TensorFlow differentiates waits
 * for ever.
 *
 * @param t number of steps
 * @param in width of x
 * @param hidden width of h
 */
record LstmDerivative(int t, int in, int hidden) implements WrittenDerivative.Derivative {

  /** The name of that of h made of x, steps [t, B, d]. */
  static String named(Operand<?> steps, int hidden) {
    int t = Dimensions.fixed("steps", steps, 0);
    int in = Dimensions.fixed("steps", steps, 2);
    String name = "Lstm%dx%dx%d".formatted(t, in, hidden);
    WrittenDerivative.register(name, new LstmDerivative(t, in, hidden));
    return name;
  }

  /** With dg of {@link #gates}: dx = dg·W_xᵀ, dW = [x_t, h_{t-1}]ᵀ·dg and db = Σ dg. */
  @Override
  public <T extends TFloating> List<Operand<T>> call(Ops tf, GraphOperation values, Operand<T> dy) {
    Class<T> type = dy.type();
    Operand<T> h = values.input(0).expect(type);
    Operand<T> x = values.input(1).expect(type);
    Operand<T> kernel =
        middleSwapped(tf, values.input(2).expect(type), 1); // as gates of a cell lie
    Operand<T> dg = // [t·B, 4h]
        tf.reshape(
            tf.stack(gates(tf, values, dy, turned(tf, kernel, in, hidden))),
            tf.constant(new int[] {-1, 4 * hidden}));
    Operand<T> dx = tf.linalg.matMul(dg, turned(tf, kernel, 0, in)); // [t·B, d]
    Operand<T> met = // [x_t, h_{t-1}], [t·B, d + h]
        tf.reshape(
            tf.concat(List.of(x, shifted(tf, h)), tf.constant(2)),
            tf.constant(new int[] {-1, in + hidden}));
    Operand<T> dKernel = tf.linalg.matMul(met, dg, MatMul.transposeA(true)); // [d + h, 4h]
    return List.of(
        tf.reshape(dx, tf.constant(new int[] {t, -1, in})),
        middleSwapped(tf, dKernel, 1),
        middleSwapped(tf, tf.nn.biasAddGrad(dg), 0));
  }

  /**
   * The gradient of each step's gates before σ and tanh, [B, 4h]. From the last step to the first,
   * dg_t and dc_{t-1} follow from dc_t and dh_t = dy_t + dg_{t+1}·W_hᵀ, as LSTMBlockCellGrad has
   * it.
   *
   * @param stateKernel W_hᵀ, [4h, h]
   */
  private <T extends TFloating> List<Operand<T>> gates(
      Ops tf, GraphOperation values, Operand<T> dy, Operand<T> stateKernel) {
    Class<T> type = dy.type();
    List<Output<T>> x = each(tf, values.input(1).expect(type));
    Operand<T> kernel = values.input(2).expect(type);
    Operand<T> bias = values.input(3).expect(type);
    Operand<T> zeros = values.input(4).expect(type); // [B, h]
    Operand<T> peephole = values.input(5).expect(type); // [h], not used
    List<Output<T>> i = each(tf, values.input(6).expect(type));
    List<Output<T>> c = each(tf, values.input(7).expect(type));
    List<Output<T>> f = each(tf, values.input(8).expect(type));
    List<Output<T>> o = each(tf, values.input(9).expect(type));
    List<Output<T>> candidate = each(tf, values.input(10).expect(type));
    List<Output<T>> shown = each(tf, values.input(11).expect(type)); // tanh(c)
    List<Output<T>> dys = each(tf, dy);
    Deque<Operand<T>> dg = new ArrayDeque<>(t);
    Operand<T> dc = zeros;
    for (int s = t - 1; s >= 0; s--) {
      Operand<T> dh =
          dg.isEmpty()
              ? dys.get(s)
              : tf.math.add(dys.get(s), tf.linalg.matMul(dg.getFirst(), stateKernel));
      LSTMBlockCellGrad<T> cell = // of x, h, W and b it reads the shapes
          tf.nn.lSTMBlockCellGrad(
              x.get(s),
              s > 0 ? c.get(s - 1) : zeros,
              zeros,
              kernel,
              peephole,
              peephole,
              peephole,
              bias,
              i.get(s),
              c.get(s),
              f.get(s),
              o.get(s),
              candidate.get(s),
              shown.get(s),
              dc,
              dh,
              false);
      dg.addFirst(cell.dicfo());
      dc = cell.csPrevGrad();
    }
    return List.copyOf(dg);
  }

  /** Gates i, f, c̃, o along an axis as i, c̃, f, o, which a cell gives, or back. */
  private static <T extends TFloating> Operand<T> middleSwapped(Ops tf, Operand<T> x, int axis) {
    List<Output<T>> gates = tf.split(tf.constant(axis), x, 4L).output();
    return tf.concat(
        List.of(gates.get(0), gates.get(2), gates.get(1), gates.get(3)), tf.constant(axis));
  }

  /** Rows of a kernel, turned: [count, 4h] to [4h, count]. */
  private static <T extends TFloating> Operand<T> turned(
      Ops tf, Operand<T> kernel, int from, int count) {
    Operand<T> rows =
        tf.slice(kernel, tf.constant(new int[] {from, 0}), tf.constant(new int[] {count, -1}));
    return tf.linalg.transpose(rows, tf.constant(new int[] {1, 0}));
  }

  /** h: [t, B, h], to what each step began with, 0 for the first. */
  private <T extends TFloating> Operand<T> shifted(Ops tf, Operand<T> h) {
    Operand<T> earlier =
        tf.slice(h, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {t - 1, -1, -1}));
    int[][] oneBefore = {{1, 0}, {0, 0}, {0, 0}};
    return tf.pad(earlier, tf.constant(oneBefore), Constants.of(tf, 0, h.type()));
  }

  private <T extends TFloating> List<Output<T>> each(Ops tf, Operand<T> steps) {
    return tf.unstack(steps, (long) t).output();
  }
}
