package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes the elements of a tensor one after the other, in C order. They are in the field of its
 * type.
 */
final class TensorWriter {
  /** What ends the name of a tensor whose strings are not text. */
  private static final String BYTES_SUFFIX = "_bytes";

  private final TensorProto tensor;
  private final boolean bytes;
  private final List<Long> sizes;
  private int next;

  /** Starts at the first element. */
  TensorWriter(String name, TensorProto tensor) {
    this.tensor = tensor;
    bytes = name.endsWith(BYTES_SUFFIX);
    sizes =
        tensor.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
  }

  List<Long> sizes() {
    return sizes;
  }

  /** Writes the next place on the axes before this one: a nested list of the others. */
  void write(JsonGenerator json, int axis) throws IOException {
    if (axis == sizes.size()) {
      element(json);
      return;
    }
    json.writeStartArray();
    for (long i = 0; i < sizes.get(axis); i++) {
      write(json, axis + 1);
    }
    json.writeEndArray();
  }

  private void element(JsonGenerator json) throws IOException {
    DataType type = tensor.getDtype();
    int i = next++;
    switch (type) {
      case DT_FLOAT -> json.writeNumber(DecimalText.of(tensor.getFloatVal(i)));
      case DT_DOUBLE -> json.writeNumber(DecimalText.of(tensor.getDoubleVal(i)));
      case DT_INT8, DT_UINT8, DT_INT16, DT_INT32 -> json.writeNumber(tensor.getIntVal(i));
      case DT_UINT32 -> json.writeNumber(Integer.toUnsignedLong(tensor.getUint32Val(i)));
      case DT_INT64 -> json.writeNumber(tensor.getInt64Val(i));
      case DT_UINT64 -> json.writeNumber(Long.toUnsignedString(tensor.getUint64Val(i)));
      case DT_BOOL -> json.writeBoolean(tensor.getBoolVal(i));
      case DT_STRING -> string(json, tensor.getStringVal(i));
      default ->
          throw new BadInputException(
              "Failed to write JSON value for tensor type: " + TypeNames.of(type));
    }
  }

  /** Text that is not UTF-8 would not be JSON, whatever the tensor is called. */
  private void string(JsonGenerator json, ByteString value) throws IOException {
    if (!bytes && value.isValidUtf8()) {
      json.writeString(value.toStringUtf8());
      return;
    }
    json.writeStartObject();
    json.writeStringField(Strings.BASE64, Base64.getEncoder().encodeToString(value.toByteArray()));
    json.writeEndObject();
  }
}
