package dar.ops.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.RawCustomGradient;
import org.tensorflow.op.core.IdentityN;
import org.tensorflow.types.family.TFloating;

/**
 * Values whose derivative is written down, where the one that follows operation by operation takes
 * many more passes over the data. Such a value passes through an IdentityN, which has no derivative
 * of its own; its name says which is meant.
 *
 * <p>Only what a tape builds has that: Python, which differentiates an exported prediction, does
 * not know it.
 */
public final class WrittenDerivative {
  private static final Map<String, RawCustomGradient> BY_NAME = new ConcurrentHashMap<>();

  static {
    if (CustomGradients.available()) {
      CustomGradients.register(IdentityN.OP_NAME, WrittenDerivative::dispatch);
    }
  }

  private WrittenDerivative() {}

  /**
   * Makes {@code gradient} the derivative of this name. It finds y and the values that {@link #of}
   * was given as inputs 0, 1, ... and returns a gradient for each, of zeros for y.
   *
   * @param name letters alone
   */
  public static void register(String name, RawCustomGradient gradient) {
    BY_NAME.put(name, gradient);
  }

  /**
   * y, differentiable with respect to {@code values} by the derivative of this name and by no other
   * way; y as it is where nothing is recorded.
   *
   * @param values what y was made of, and what else the derivative needs; not asked for where
   *     nothing is recorded
   */
  public static <T extends TFloating> Operand<T> of(
      Ops tf, String name, Operand<T> y, Supplier<List<Operand<?>>> values) {
    if (!CustomGradients.available() || !GradientTape.records(tf)) {
      return y;
    }
    List<Operand<?>> all = new ArrayList<>();
    all.add(tf.stopGradient(y));
    all.addAll(values.get());
    return tf.withName(name).identityN(all).output().get(0).expect(y.type());
  }

  private static List<Operand<?>> dispatch(
      Ops tf, GraphOperation operation, List<Output<?>> outputGradients) {
    return BY_NAME.get(baseName(operation.name())).call(tf, operation, outputGradients);
  }

  /** A name without its scopes and without the number that makes it unique. */
  static String baseName(String name) {
    return name.substring(name.lastIndexOf('/') + 1).replaceFirst("_\\d+$", "");
  }
}
