package dar.tools.serve.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Int64Value;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dar.tools.serve.model.VersionStatus;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.SignatureDef;
import tensorflow.serving.GetModelStatusResponse;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.SignatureDefMap;

/** What is told of a model itself: messages in protobuf's JSON, every field named and filled. */
public final class ModelAnswer {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .alwaysPrintFieldsWithNoPresence()
          .preservingProtoFieldNames()
          .sortingMapKeys();

  private ModelAnswer() {}

  /** An answer to a question for the state of versions. */
  public static byte[] status(List<VersionStatus> versions) {
    GetModelStatusResponse.Builder response = GetModelStatusResponse.newBuilder();
    versions.forEach(version -> response.addModelVersionStatus(version.toProto()));
    return print(response).getBytes(UTF_8);
  }

  /** An answer to a question for {@code metadata}: the signatures of a version. */
  public static byte[] metadata(String model, long version, Map<String, SignatureDef> signatures) {
    ModelSpec spec =
        ModelSpec.newBuilder().setName(model).setVersion(Int64Value.of(version)).build();
    SignatureDefMap map = SignatureDefMap.newBuilder().putAllSignatureDef(signatures).build();
    return """
        {
        "model_spec": %s,
        "metadata": {
        "signature_def": %s
        }
        }
        """
        .formatted(print(spec), print(map))
        .getBytes(UTF_8);
  }

  private static String print(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e); // only of messages within "Any"
    }
  }
}
