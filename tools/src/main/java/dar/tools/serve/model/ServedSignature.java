package dar.tools.serve.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;

/**
 * A signature as requests are held against it.
 *
 * @param outputs names, sorted
 * @param batched whether requests may be joined and split along the first axis: where that of all
 *     it takes and gives is open, in exports of our own
 */
record ServedSignature(
    String name, SignatureDef definition, List<String> outputs, boolean batched) {

  static ServedSignature of(String name, SignatureDef definition) {
    List<TensorInfo> all = new ArrayList<>(definition.getInputsMap().values());
    all.addAll(definition.getOutputsMap().values());
    return new ServedSignature(
        name,
        definition,
        List.copyOf(new TreeSet<>(definition.getOutputsMap().keySet())),
        definition.getInputsCount() > 0 && all.stream().allMatch(ServedSignature::hasOpenBatch));
  }

  /** The same, but that requests are held against other inputs. */
  ServedSignature taking(SignatureDef taken) {
    return new ServedSignature(name, taken, outputs, batched);
  }

  private static boolean hasOpenBatch(TensorInfo tensor) {
    return tensor.getTensorShape().getDimCount() > 0
        && tensor.getTensorShape().getDim(0).getSize() == -1;
  }

  /**
   * Checks a request.
   *
   * @param limit how many bytes its tensors may take in memory
   * @throws ServingException INVALID_ARGUMENT where it is not what the signature takes
   */
  Call check(Map<String, TensorProto> inputs, long limit) {
    requireNames(inputs);
    Map<String, GivenTensor> tensors = new LinkedHashMap<>();
    long left = limit;
    for (Map.Entry<String, TensorInfo> input :
        new TreeMap<>(definition.getInputsMap()).entrySet()) {
      String key = input.getKey();
      GivenTensor tensor = GivenTensor.of(key, input.getValue(), inputs.get(key), left);
      tensors.put(key, tensor);
      left -= tensor.bytes();
    }
    if (!batched || tensors.values().stream().anyMatch(GivenTensor::isScalar)) {
      return new Call(alone(), tensors, 1);
    }
    int rows = rows(tensors);
    return rows > 0 ? new Call(this, tensors, rows) : new Call(alone(), tensors, 1);
  }

  /** The same, but that each request runs whole and by itself. */
  ServedSignature alone() {
    return new ServedSignature(name, definition, outputs, false);
  }

  /** As {@code predict_util.cc} refuses them. */
  private void requireNames(Map<String, TensorProto> inputs) {
    TreeSet<String> sent = new TreeSet<>(inputs.keySet());
    TreeSet<String> wanted = new TreeSet<>(definition.getInputsMap().keySet());
    if (!sent.equals(wanted)) {
      TreeSet<String> extra = new TreeSet<>(sent);
      extra.removeAll(wanted);
      TreeSet<String> missing = new TreeSet<>(wanted);
      missing.removeAll(sent);
      throw ServingException.invalid(
          ("input size does not match signature: %d!=%d len({%s}) != len({%s}). Sent extra: {%s}."
                  + " Missing but required: {%s}.")
              .formatted(
                  sent.size(),
                  wanted.size(),
                  String.join(",", sent),
                  String.join(",", wanted),
                  String.join(",", extra),
                  String.join(",", missing)));
    }
  }

  private static int rows(Map<String, GivenTensor> tensors) {
    String first = null;
    for (Map.Entry<String, GivenTensor> entry : tensors.entrySet()) {
      if (first == null) {
        first = entry.getKey();
      } else if (entry.getValue().rows() != tensors.get(first).rows()) {
        throw ServingException.invalid(
            "%s: expected a batch of %d as in %s, found %d"
                .formatted(
                    entry.getKey(), tensors.get(first).rows(), first, entry.getValue().rows()));
      }
    }
    long rows = tensors.get(first).rows();
    if (rows > Integer.MAX_VALUE) {
      throw ServingException.invalid(
          "%s: expected at most %d samples, found %d".formatted(first, Integer.MAX_VALUE, rows));
    }
    return (int) rows;
  }
}
