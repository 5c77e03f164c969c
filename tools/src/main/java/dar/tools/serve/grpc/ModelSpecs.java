package dar.tools.serve.grpc;

import com.google.protobuf.Int64Value;
import dar.tools.serve.model.Servable;
import dar.tools.serve.model.ServingException;
import dar.tools.serve.model.VersionChoice;
import io.grpc.Status;
import tensorflow.serving.ModelSpec;

/** Which model a request names, and which has answered. */
final class ModelSpecs {
  private ModelSpecs() {}

  static VersionChoice version(ModelSpec asked) {
    return switch (asked.getVersionChoiceCase()) {
      case VERSION -> new VersionChoice.Specific(asked.getVersion().getValue());
      case VERSION_LABEL -> new VersionChoice.Label(asked.getVersionLabel());
      case VERSIONCHOICE_NOT_SET -> new VersionChoice.Latest();
    };
  }

  static String signature(ModelSpec asked) {
    return asked.getSignatureName().isEmpty()
        ? Servable.DEFAULT_SIGNATURE
        : asked.getSignatureName();
  }

  /** As {@code util.cc} of TensorFlow Serving has it: the name, the version, the signature. */
  static ModelSpec answered(ModelSpec asked, Servable model) {
    return ModelSpec.newBuilder()
        .setName(model.name())
        .setVersion(Int64Value.of(model.version()))
        .setSignatureName(signature(asked))
        .build();
  }

  static void require(boolean given) {
    if (!given) {
      throw new ServingException(Status.Code.INVALID_ARGUMENT, "Missing ModelSpec");
    }
  }
}
