package dar.ops;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** Numbers inside generic mathematics. */
public final class Constants {
  private Constants() {}

  /** The scalar {@code value} in the float type {@code type}, without a Cast in the graph. */
  public static <T extends TFloating> Operand<T> of(Ops tf, double value, Class<T> type) {
    return tf.constant(type, value);
  }
}
