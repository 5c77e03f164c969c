package dar.tools.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import tensorflow.serving.Input;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.PredictRequest;

/** Requests of a warm-up as bodies of TensorFlow Serving's REST. */
final class WarmUpJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private WarmUpJson() {}

  /** Tensors by name; of floats and whole numbers as {@code dar export} writes them. */
  static byte[] columns(PredictRequest request) {
    ObjectNode body = body(request.getModelSpec());
    ObjectNode inputs = body.putObject("inputs");
    request.getInputsMap().forEach((name, tensor) -> put(inputs.putArray(name), tensor));
    return bytes(body);
  }

  /** The same, each sample by itself. */
  static byte[] rows(PredictRequest request) {
    ObjectNode body = body(request.getModelSpec());
    ArrayNode instances = body.putArray("instances");
    request
        .getInputsMap()
        .forEach(
            (name, tensor) -> {
              ArrayNode samples = MAPPER.createArrayNode();
              put(samples, tensor);
              for (int i = 0; i < samples.size(); i++) {
                ObjectNode row =
                    i < instances.size() ? (ObjectNode) instances.get(i) : instances.addObject();
                row.set(name, samples.get(i));
              }
            });
    return bytes(body);
  }

  /** Examples with their features. */
  static byte[] of(ModelSpec specification, Input input) {
    ObjectNode body = body(specification);
    ArrayNode examples = body.putArray("examples");
    for (var example : input.getExampleList().getExamplesList()) {
      ObjectNode features = examples.addObject();
      example
          .getFeatures()
          .getFeatureMap()
          .forEach((name, feature) -> put(features.putArray(name), feature));
    }
    return bytes(body);
  }

  private static ObjectNode body(ModelSpec specification) {
    ObjectNode body = MAPPER.createObjectNode();
    return specification.getSignatureName().isEmpty()
        ? body
        : body.put("signature_name", specification.getSignatureName());
  }

  private static byte[] bytes(ObjectNode body) {
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ArrayNode list, Feature feature) {
    feature.getFloatList().getValueList().forEach(list::add);
    feature.getInt64List().getValueList().forEach(list::add);
  }

  private static void put(ArrayNode list, TensorProto tensor) {
    ByteBuffer values =
        tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Long> sizes =
        tensor.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    put(list, values, tensor.getDtype() == DataType.DT_FLOAT, sizes);
  }

  private static void put(ArrayNode list, ByteBuffer values, boolean floats, List<Long> sizes) {
    long size = sizes.isEmpty() ? 0 : sizes.get(0);
    for (long i = 0; i < size && values.remaining() >= Float.BYTES; i++) {
      if (sizes.size() > 1) {
        put(list.addArray(), values, floats, sizes.subList(1, sizes.size()));
      } else if (floats) {
        list.add(values.getFloat());
      } else {
        list.add(values.getInt());
      }
    }
  }
}
