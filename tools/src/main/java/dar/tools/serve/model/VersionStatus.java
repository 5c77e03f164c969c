package dar.tools.serve.model;

import io.grpc.Status;
import org.tensorflow.proto.error.Code;
import tensorflow.serving.ModelVersionStatus;
import tensorflow.serving.StatusProto;

/**
 * Where a version of a model is in its life.
 *
 * @param code OK, or why it could not be loaded
 * @param message one line; empty where the code is OK
 */
public record VersionStatus(long version, State state, Status.Code code, String message) {
  /** As TensorFlow Serving's {@code get_model_status.proto} has it. */
  public enum State {
    START,
    LOADING,
    AVAILABLE,
    UNLOADING,
    END
  }

  /** The same as a message of that file. */
  public ModelVersionStatus toProto() {
    return ModelVersionStatus.newBuilder()
        .setVersion(version)
        .setState(ModelVersionStatus.State.valueOf(state.name()))
        .setStatus(
            StatusProto.newBuilder()
                .setErrorCode(Code.forNumber(code.value()))
                .setErrorMessage(message))
        .build();
  }
}
