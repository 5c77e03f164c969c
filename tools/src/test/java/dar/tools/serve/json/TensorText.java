package dar.tools.serve.json;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

  private static List<Object> elements(TensorProto tensor) {
    List<Object> elements = new ArrayList<>();
    tensor.getStringValList().stream().map(ByteString::toStringUtf8).forEach(elements::add);
    ByteBuffer content =
        tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    while (content.hasRemaining()) {
      elements.add(
          switch (tensor.getDtype()) {
            case DT_FLOAT -> content.getFloat();
            case DT_DOUBLE -> content.getDouble();
            case DT_INT8, DT_UINT8, DT_BOOL -> content.get();
            case DT_INT16 -> content.getShort();
            case DT_INT32, DT_UINT32 -> content.getInt();
            case DT_INT64, DT_UINT64 -> content.getLong();
            default -> throw new IllegalArgumentException(tensor.getDtype().name());
          });
    }
    return elements;
  }
}
