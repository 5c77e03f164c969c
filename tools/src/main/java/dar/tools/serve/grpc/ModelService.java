package dar.tools.serve.grpc;

import dar.tools.serve.model.Models;
import dar.tools.serve.model.ServingException;
import dar.tools.serve.model.VersionStatus;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import tensorflow.serving.GetModelStatusRequest;
import tensorflow.serving.GetModelStatusResponse;
import tensorflow.serving.ModelServiceGrpc;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.ReloadConfigRequest;
import tensorflow.serving.ReloadConfigResponse;

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
              .map(VersionStatus::toProto)
              .forEach(response::addModelVersionStatus);
          return response.build();
        });
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
