package dar.ops.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
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
  private static final Map<String, Derivative> BY_NAME = new ConcurrentHashMap<>();
  private static final Pattern NUMBER = Pattern.compile("_\\d+$");

  static {
    if (CustomGradients.available()) {
      CustomGradients.register(IdentityN.OP_NAME, WrittenDerivative::dispatch);
    }
  }

  private WrittenDerivative() {}

  /** How y moves with what it was made of. */
  @FunctionalInterface
  public interface Derivative {
    /**
     * The gradient of each source, in their order.
     *
     * @param values whose inputs are y, the sources and what was kept, from 0
     * @param dy the gradient of y
     */
    <T extends TFloating> List<Operand<T>> call(Ops tf, GraphOperation values, Operand<T> dy);
  }

  /**
   * Gives a derivative its name.
   *
   * @param name without a slash, and without an underscore and a number at its end
   */
  public static void register(String name, Derivative derivative) {
    BY_NAME.put(name, derivative);
  }

  /**
   * A value as it was made.
   *
   * @param kept what else its derivative needs
   */
  public record Made<T extends TFloating>(Operand<T> y, List<Operand<?>> kept) {}

  /** The same as {@link #keeping}, of a derivative that needs nothing but y and its sources. */
  public static <T extends TFloating> Operand<T> of(
      Ops tf, String name, List<Operand<T>> sources, Function<Ops, Operand<T>> make) {
    return keeping(tf, name, sources, unseen -> new Made<>(make.apply(unseen), List.of()));
  }

  /**
   * y, differentiable with respect to {@code sources} by the derivative of this name and by no
   * other way.
   *
   * @param sources what y is made of
   * @param make makes y by operations that no tape sees
   */
  public static <T extends TFloating> Operand<T> keeping(
      Ops tf, String name, List<Operand<T>> sources, Function<Ops, Made<T>> make) {
    if (!CustomGradients.available() || !GradientTape.records(tf)) {
      return make.apply(tf).y();
    }
    Made<T> made = make.apply(GradientTape.unseen(tf));
    List<Operand<?>> all = new ArrayList<>();
    all.add(tf.stopGradient(made.y()));
    all.addAll(sources);
    made.kept().forEach(value -> all.add(tf.stopGradient(value)));
    return tf.withName(name).identityN(all).output().get(0).expect(made.y().type());
  }

  private static List<Operand<?>> dispatch(
      Ops tf, GraphOperation operation, List<Output<?>> outputGradients) {
    Derivative derivative = BY_NAME.get(baseName(operation.name()));
    if (derivative == null) {
      return List.copyOf(outputGradients); // an IdentityN that is nothing else
    }
    Class<? extends TFloating> type = operation.input(0).type().asSubclass(TFloating.class);
    return gradients(tf, operation, derivative, outputGradients.get(0).expect(type));
  }

  /** Of y and of what was kept, behind their StopGradient, whatever is returned goes nowhere. */
  private static <T extends TFloating> List<Operand<?>> gradients(
      Ops tf, GraphOperation values, Derivative derivative, Operand<T> dy) {
    List<Operand<?>> gradients = new ArrayList<>();
    gradients.add(dy);
    gradients.addAll(derivative.call(tf, values, dy));
    while (gradients.size() < values.numInputs()) {
      gradients.add(dy);
    }
    return gradients;
  }

  /** A name without its scopes and without the number that makes it unique. */
  static String baseName(String name) {
    return NUMBER.matcher(name.substring(name.lastIndexOf('/') + 1)).replaceFirst("");
  }
}
