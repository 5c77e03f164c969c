package dar.tools.serve.grpc;

import dar.tools.serve.model.ServingException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import tensorflow.serving.PredictRequest;

/**
 * Which outputs a prediction is asked for.
 *
 * @param names all of the signature if empty
 */
record OutputFilter(List<String> names) {

  /**
   * Reads it, and refuses what {@code predict_util.cc} refuses.
   *
   * @param signature null where there is none of that name, which is told later
   */
  static OutputFilter of(PredictRequest request, SignatureDef signature) {
    Set<String> seen = new HashSet<>();
    for (String name : request.getOutputFilterList()) {
      if (signature != null && !signature.containsOutputs(name)) {
        throw ServingException.invalid(
            "output tensor alias not found in signature: %s Outputs expected to be in the set {%s}."
                .formatted(
                    name, String.join(",", new TreeSet<>(signature.getOutputsMap().keySet()))));
      }
      if (!seen.add(name)) {
        throw ServingException.invalid("duplicate output tensor alias: " + name);
      }
    }
    return new OutputFilter(request.getOutputFilterList());
  }

  Map<String, TensorProto> of(Map<String, TensorProto> outputs) {
    Map<String, TensorProto> kept = new HashMap<>(outputs);
    if (!names.isEmpty()) {
      kept.keySet().retainAll(names);
    }
    return kept;
  }
}
