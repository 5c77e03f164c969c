package dar.tools.serve.grpc;

import dar.tools.serve.model.Models;
import dar.tools.serve.model.ServingException;
import dar.tools.serve.model.VersionStatus;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.tensorflow.proto.error.Code;
import tensorflow.serving.GetModelStatusRequest;
import tensorflow.serving.GetModelStatusResponse;
import tensorflow.serving.ModelServiceGrpc;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.ModelVersionStatus;
import tensorflow.serving.ReloadConfigRequest;
import tensorflow.serving.ReloadConfigResponse;
import tensorflow.serving.StatusProto;

/** {@code model_service.proto}. */
public final class ModelService extends ModelServiceGrpc.ModelServiceImplBase {
  private final Models models;

  public ModelService(Models models) {
    this.models = models;
  }

  @Override
  public void getModelStatus(
      GetModelStatusRequest request, StreamObserver<GetModelStatusResponse> client) {
    Replies.now(
        client,
        () -> {
          ModelSpecs.require(request.hasModelSpec());
          ModelSpec asked = request.getModelSpec();
          GetModelStatusResponse.Builder response = GetModelStatusResponse.newBuilder();
          models.status(asked.getName(), ModelSpecs.version(asked)).stream()
              .map(ModelService::message)
              .forEach(response::addModelVersionStatus);
          return response.build();
        });
  }

  private static ModelVersionStatus message(VersionStatus status) {
    return ModelVersionStatus.newBuilder()
        .setVersion(status.version())
        .setState(ModelVersionStatus.State.valueOf(status.state().name()))
        .setStatus(
            StatusProto.newBuilder()
                .setErrorCode(Code.forNumber(status.code().value()))
                .setErrorMessage(status.message()))
        .build();
  }

  @Override
  public void handleReloadConfigRequest(
      ReloadConfigRequest request, StreamObserver<ReloadConfigResponse> client) {
    Replies.later(
        client,
        () ->
            CompletableFuture.failedFuture(
                new ServingException(
                    Status.Code.UNIMPLEMENTED,
                    "HandleReloadConfigRequest: change models.config, which is read each second")));
  }
}
