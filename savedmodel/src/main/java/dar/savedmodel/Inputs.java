package dar.savedmodel;

import dar.graph.input.BadInputException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Holds what a caller feeds against what a signature asks for, before TensorFlow does. */
final class Inputs {
  private Inputs() {}

  /** Refuses wrong names, types and shapes, and batches of different sizes. */
  static void check(SignatureDef signature, Map<String, ? extends Tensor> given) {
    if (!given.keySet().equals(signature.getInputsMap().keySet())) {
      throw new BadInputException(
          "inputs: expected %s, found %s"
              .formatted(
                  new TreeSet<>(signature.getInputsMap().keySet()), new TreeSet<>(given.keySet())));
    }
    given.forEach((name, tensor) -> check(name, signature.getInputsOrThrow(name), tensor));
    String first = null;
    for (Map.Entry<String, ? extends Tensor> entry : given.entrySet()) {
      if (first == null) {
        first = entry.getKey();
      } else if (batch(entry.getValue()) != batch(given.get(first))) {
        throw new BadInputException(
            "%s: expected a batch of %d as in %s, found %d"
                .formatted(
                    entry.getKey(), batch(given.get(first)), first, batch(entry.getValue())));
      }
    }
  }

  private static long batch(Tensor tensor) {
    return tensor.shape().get(0);
  }

  private static void check(String name, TensorInfo expected, Tensor tensor) {
    if (tensor.dataType() != expected.getDtype()) {
      throw new BadInputException(
          "%s: expected %s, found %s".formatted(name, expected.getDtype(), tensor.dataType()));
    }
    Shape shape = Signatures.shape(expected);
    if (!shape.isCompatibleWith(tensor.shape())) {
      throw new BadInputException(
          "%s: expected shape %s with B free, found %s"
              .formatted(name, text(shape), text(tensor.shape())));
    }
  }

  private static String text(Shape shape) {
    return Arrays.toString(shape.asArray()).replace("-1", "B");
  }
}
