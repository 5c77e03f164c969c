package dar.tools.serve.rest;

import dar.graph.input.BadInputException;
import dar.graph.input.InputNames;
import dar.tools.serve.json.JsonAnswer;
import dar.tools.serve.json.JsonBody;
import dar.tools.serve.json.PredictRequest;
import dar.tools.serve.model.Servable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;

/** What {@code :predict} does with a version of a model. */
final class Prediction {
  private Prediction() {}

  static CompletableFuture<byte[]> of(Servable model, JsonBody body, Executor executor) {
    String name = body.signature().orElse(Servable.DEFAULT_SIGNATURE);
    SignatureDef signature = model.signatures().get(name);
    if (signature == null) {
      throw new BadInputException(
          "Serving signature name: \"%s\" not found in signature def".formatted(name));
    }
    if (signature.getInputsMap().isEmpty()) {
      throw new BadInputException("Failed to get input map for signature: " + name);
    }
    Map<String, DataType> types = types(model, signature);
    PredictRequest request =
        PredictRequest.read(body, types, model.description().isEmpty() ? types.keySet() : Set.of());
    return model
        .run(name, request.inputs())
        .thenApplyAsync(outputs -> JsonAnswer.prediction(request.form(), outputs), executor);
  }

  /** A model of ours takes less, or a text: it says itself what it cannot do without. */
  private static Map<String, DataType> types(Servable model, SignatureDef signature) {
    Map<String, DataType> types = new LinkedHashMap<>();
    signature.getInputsMap().forEach((name, tensor) -> types.put(name, tensor.getDtype()));
    if (model.description().isPresent() && types.containsKey(InputNames.LANGUAGE_IDS)) {
      types.put("text", DataType.DT_STRING);
    }
    return types;
  }
}
