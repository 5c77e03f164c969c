package dar.ops;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** The equations of {@link BiLstm} written out step by step, for any float type. */
final class UnrolledLstm {
  private UnrolledLstm() {}

  /** steps: [t, B, d], to [t, B, h]. */
  static <T extends TFloating> Operand<T> call(
      Ops tf, Operand<T> steps, BiLstm.Weights<T> weights) {
    int t = Dimensions.fixed("steps", steps, 0);
    Operand<T> h = LstmState.zeros(tf, steps, weights.hidden()); // [B, h]
    Operand<T> c = h;
    List<Operand<T>> outputs = new ArrayList<>(t);
    for (Operand<T> x : tf.unstack(steps, (long) t).output()) { // [B, d]
      Operand<T> joined = tf.concat(List.of(x, h), tf.constant(1)); // [B, d + h]
      Operand<T> gates =
          tf.nn.biasAdd(tf.linalg.matMul(joined, weights.kernel()), weights.bias()); // [B, 4h]
      List<Output<T>> parts = tf.split(tf.constant(1), gates, 4L).output(); // 4 of [B, h]
      Operand<T> i = tf.math.sigmoid(parts.get(0));
      Operand<T> f = tf.math.sigmoid(parts.get(1));
      Operand<T> candidate = tf.math.tanh(parts.get(2));
      Operand<T> o = tf.math.sigmoid(parts.get(3));
      c = tf.math.add(tf.math.mul(f, c), tf.math.mul(i, candidate));
      h = tf.math.mul(o, tf.math.tanh(c));
      outputs.add(h);
    }
    return tf.stack(outputs); // [t, B, h]
  }
}
