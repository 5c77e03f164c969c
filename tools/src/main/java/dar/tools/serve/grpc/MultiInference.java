package dar.tools.serve.grpc;

import dar.savedmodel.serving.Method;
import dar.tools.serve.model.Inference;
import dar.tools.serve.model.Servable;
import dar.tools.serve.model.ServingException;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import tensorflow.serving.InferenceResult;
import tensorflow.serving.InferenceTask;
import tensorflow.serving.Input;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.MultiInferenceRequest;
import tensorflow.serving.MultiInferenceResponse;

/** Several questions about the same examples ({@code multi_inference.cc} of TensorFlow Serving). */
final class MultiInference {
  private MultiInference() {}

  /** The first task says which version answers, and as what the request is counted. */
  static InferenceTask first(MultiInferenceRequest request) {
    if (request.getTasksCount() == 0) {
      throw ServingException.invalid("ModelSpec has no name specified.");
    }
    return request.getTasks(0);
  }

  static Method method(InferenceTask task) {
    String name = task.getMethodName();
    return Stream.of(Method.CLASSIFY, Method.REGRESS)
        .filter(method -> method.fullName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ServingException(
                    Status.Code.UNIMPLEMENTED, "Unsupported signature method_name: " + name));
  }

  static CompletableFuture<MultiInferenceResponse> of(
      Servable model, MultiInferenceRequest request) {
    Set<String> signatures = new HashSet<>();
    List<CompletableFuture<InferenceResult>> results = new ArrayList<>();
    for (InferenceTask task : request.getTasksList()) {
      ModelSpec asked = task.getModelSpec();
      if (!asked.getName().equals(model.name())) {
        throw ServingException.invalid(
            "All ModelSpecs in a MultiInferenceRequest must access the same model name.");
      }
      if (!signatures.add(ModelSpecs.signature(asked))) {
        throw ServingException.invalid(
            "Duplicate evaluation of signature: " + ModelSpecs.signature(asked));
      }
      results.add(result(model, task, request.getInput()));
    }
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                MultiInferenceResponse.newBuilder()
                    .addAllResults(results.stream().map(CompletableFuture::join).toList())
                    .build());
  }

  private static CompletableFuture<InferenceResult> result(
      Servable model, InferenceTask task, Input input) {
    ModelSpec asked = task.getModelSpec();
    InferenceResult.Builder result =
        InferenceResult.newBuilder().setModelSpec(ModelSpecs.answered(asked, model));
    return method(task) == Method.CLASSIFY
        ? Inference.classify(model, asked.getSignatureName(), input)
            .thenApply(classes -> result.setClassificationResult(classes).build())
        : Inference.regress(model, asked.getSignatureName(), input)
            .thenApply(values -> result.setRegressionResult(values).build());
  }
}
