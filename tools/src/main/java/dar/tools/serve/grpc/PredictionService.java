package dar.tools.serve.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Int64Value;
import dar.savedmodel.serving.Method;
import dar.tools.serve.model.Inference;
import dar.tools.serve.model.Models;
import dar.tools.serve.model.ServingException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import tensorflow.serving.ClassificationRequest;
import tensorflow.serving.ClassificationResponse;
import tensorflow.serving.GetModelMetadataRequest;
import tensorflow.serving.GetModelMetadataResponse;
import tensorflow.serving.InferenceTask;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.MultiInferenceRequest;
import tensorflow.serving.MultiInferenceResponse;
import tensorflow.serving.PredictRequest;
import tensorflow.serving.PredictResponse;
import tensorflow.serving.PredictionServiceGrpc;
import tensorflow.serving.RegressionRequest;
import tensorflow.serving.RegressionResponse;
import tensorflow.serving.SignatureDefMap;

/** {@code prediction_service.proto}. */
public final class PredictionService extends PredictionServiceGrpc.PredictionServiceImplBase {
  private static final String SIGNATURES = "signature_def";

  private final Models models;

  public PredictionService(Models models) {
    this.models = models;
  }

  @Override
  public void predict(PredictRequest request, StreamObserver<PredictResponse> client) {
    ModelSpec asked = request.getModelSpec();
    Replies.later(
        client,
        () ->
            models.answer(
                Method.PREDICT,
                asked.getName(),
                ModelSpecs.version(asked),
                model -> {
                  String signature = ModelSpecs.signature(asked);
                  OutputFilter filter = OutputFilter.of(request, model.signatures().get(signature));
                  return model
                      .run(signature, request.getInputsMap())
                      .thenApply(
                          outputs ->
                              PredictResponse.newBuilder()
                                  .setModelSpec(ModelSpecs.answered(asked, model))
                                  .putAllOutputs(filter.of(outputs))
                                  .build());
                }));
  }

  @Override
  public void classify(
      ClassificationRequest request, StreamObserver<ClassificationResponse> client) {
    ModelSpec asked = request.getModelSpec();
    Replies.later(
        client,
        () ->
            models.answer(
                Method.CLASSIFY,
                asked.getName(),
                ModelSpecs.version(asked),
                model ->
                    Inference.classify(model, asked.getSignatureName(), request.getInput())
                        .thenApply(
                            result ->
                                ClassificationResponse.newBuilder()
                                    .setModelSpec(ModelSpecs.answered(asked, model))
                                    .setResult(result)
                                    .build())));
  }

  @Override
  public void regress(RegressionRequest request, StreamObserver<RegressionResponse> client) {
    ModelSpec asked = request.getModelSpec();
    Replies.later(
        client,
        () ->
            models.answer(
                Method.REGRESS,
                asked.getName(),
                ModelSpecs.version(asked),
                model ->
                    Inference.regress(model, asked.getSignatureName(), request.getInput())
                        .thenApply(
                            result ->
                                RegressionResponse.newBuilder()
                                    .setModelSpec(ModelSpecs.answered(asked, model))
                                    .setResult(result)
                                    .build())));
  }

  @Override
  public void multiInference(
      MultiInferenceRequest request, StreamObserver<MultiInferenceResponse> client) {
    Replies.later(
        client,
        () -> {
          InferenceTask first = MultiInference.first(request);
          return models.answer(
              MultiInference.method(first),
              first.getModelSpec().getName(),
              ModelSpecs.version(first.getModelSpec()),
              model -> MultiInference.of(model, request));
        });
  }

  @Override
  public void getModelMetadata(
      GetModelMetadataRequest request, StreamObserver<GetModelMetadataResponse> client) {
    Replies.now(client, () -> metadata(request));
  }

  private GetModelMetadataResponse metadata(GetModelMetadataRequest request) {
    ModelSpecs.require(request.hasModelSpec());
    if (request.getMetadataFieldCount() == 0) {
      throw new ServingException(
          Status.Code.INVALID_ARGUMENT,
          "GetModelMetadataRequest must specify at least one metadata_field");
    }
    for (String field : request.getMetadataFieldList()) {
      if (!field.equals(SIGNATURES)) {
        throw new ServingException(
            Status.Code.INVALID_ARGUMENT, "Metadata field %s is not supported".formatted(field));
      }
    }
    ModelSpec asked = request.getModelSpec();
    Models.Metadata metadata = models.metadata(asked.getName(), ModelSpecs.version(asked));
    return GetModelMetadataResponse.newBuilder()
        .setModelSpec(
            ModelSpec.newBuilder()
                .setName(asked.getName())
                .setVersion(Int64Value.of(metadata.version())))
        .putMetadata(
            SIGNATURES,
            Any.pack(
                SignatureDefMap.newBuilder().putAllSignatureDef(metadata.signatures()).build()))
        .build();
  }
}
