package dar.ops.gradient;

import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/** The one message for a source without a derivative. */
final class Unreached {
  private Unreached() {}

  static IllegalArgumentException of(int index, Output<?> source, Operand<?> target) {
    return new IllegalArgumentException(
        "source "
            + index
            + ": expected one that the target "
            + describe(target.asOutput())
            + " depends on through differentiable operations, found "
            + describe(source));
  }

  private static String describe(Output<?> output) {
    Operation op = output.op();
    return op.type() + " '" + op.name() + "' of shape " + output.shape();
  }
}
