package dar.ops.gradient;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TFJ_GradFuncAdapter;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.op.Ops;
import org.tensorflow.op.RawCustomGradient;

/**
 * The gradients of our own, by type of operation, for this whole process.
 *
 * <p>TensorFlow Java holds ten native callbacks and the eleventh crashes the process when it is
 * used. So there is one, which looks up the type of the operation; this class alone registers it.
 */
public final class CustomGradients {
  private static final Map<String, RawCustomGradient> BY_TYPE = new ConcurrentHashMap<>();

  /** Kept for the life of the process: native code calls it. */
  private static final TFJ_GradFuncAdapter DISPATCHER =
      RawCustomGradient.adapter(CustomGradients::dispatch);

  static {
    TensorFlow.version(); // loads the native library
  }

  private CustomGradients() {}

  /** Whether this platform can call back for a gradient; TensorFlow on Windows cannot. */
  public static boolean available() {
    return !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("win");
  }

  /**
   * Makes {@code gradient} the derivative of every operation of a type. It gets the gradient of
   * each output (zeros where nothing depends on it) and returns one for each input, never null.
   *
   * <p>TensorFlow holds the graph's lock while it calls: {@code operation.input(i)} and {@code
   * output(i)} are free of it, {@code operation.inputs()} looks names up and waits for ever.
   *
   * @throws IllegalStateException if the type has a gradient, of ours or of TensorFlow
   */
  public static synchronized void register(String opType, RawCustomGradient gradient) {
    if (!available()) {
      throw new UnsupportedOperationException(
          opType + ": custom gradients cannot be registered on Windows");
    }
    if (BY_TYPE.containsKey(opType)) {
      throw new IllegalStateException(opType + ": a custom gradient is registered already");
    }
    if (tensorflow.TFJ_HasGradient(opType)) {
      throw new IllegalStateException(opType + ": TensorFlow has a gradient of its own");
    }
    BY_TYPE.put(opType, gradient);
    if (!tensorflow.TFJ_RegisterCustomGradient(opType, DISPATCHER)) {
      BY_TYPE.remove(opType);
      throw new IllegalStateException(opType + ": TensorFlow refused the gradient");
    }
  }

  private static List<Operand<?>> dispatch(
      Ops tf, GraphOperation operation, List<Output<?>> outputGradients) {
    return BY_TYPE.get(operation.type()).call(tf, operation, outputGradients);
  }
}
