package dar.tools.serve.json;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto.Dim;

/** Tensors as a line, such as {@code DT_INT32 [2, 1]: [7, 8]}. */
final class TensorText {
  private TensorText() {}

  static Map<String, String> of(Map<String, TensorProto> tensors) {
    Map<String, String> texts = new TreeMap<>();
    tensors.forEach((name, tensor) -> texts.put(name, of(tensor)));
    return texts;
  }

  static String of(TensorProto tensor) {
    return "%s %s: %s"
        .formatted(
            tensor.getDtype(),
            tensor.getTensorShape().getDimList().stream().map(Dim::getSize).toList(),
            elements(tensor));
  }

  private static List<?> elements(TensorProto tensor) {
    return switch (tensor.getDtype()) {
      case DT_FLOAT -> tensor.getFloatValList();
      case DT_DOUBLE -> tensor.getDoubleValList();
      case DT_INT8, DT_UINT8, DT_INT16, DT_INT32 -> tensor.getIntValList();
      case DT_INT64 -> tensor.getInt64ValList();
      case DT_UINT32 -> tensor.getUint32ValList();
      case DT_UINT64 -> tensor.getUint64ValList();
      case DT_BOOL -> tensor.getBoolValList();
      case DT_STRING -> tensor.getStringValList().stream().map(ByteString::toStringUtf8).toList();
      default -> throw new IllegalArgumentException(tensor.getDtype().name());
    };
  }
}
