package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import dar.graph.input.BadInputException;
import dar.tools.serve.model.ServingException;
import io.grpc.Status;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;

/**
 * The elements of one tensor, gathered one by one from JSON in C order, in the field of their type.
 * A number goes from the text to that field's array.
 */
final class Elements {
  private static final BigInteger MAX_UINT64 =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private final JsonBody body;
  private final DataType type;
  private final TensorProto.Builder tensor;
  private int count;

  Elements(JsonBody body, DataType type) {
    this.body = body;
    this.type = type;
    tensor = TensorProto.newBuilder().setDtype(type);
  }

  int count() {
    return count;
  }

  /** Takes the value that the parser is at. Floats are rounded from the nearest double. */
  void add(JsonParser parser) throws IOException {
    switch (type) {
      case DT_FLOAT -> tensor.addFloatVal((float) real(parser));
      case DT_DOUBLE -> tensor.addDoubleVal(real(parser));
      case DT_INT8 -> tensor.addIntVal((int) whole(parser, Byte.MIN_VALUE, Byte.MAX_VALUE));
      case DT_UINT8 -> tensor.addIntVal((int) whole(parser, 0, 0xFF));
      case DT_INT16 -> tensor.addIntVal((int) whole(parser, Short.MIN_VALUE, Short.MAX_VALUE));
      case DT_INT32 -> tensor.addIntVal((int) whole(parser, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case DT_UINT32 -> tensor.addUint32Val((int) whole(parser, 0, 0xFFFF_FFFFL));
      case DT_INT64 -> tensor.addInt64Val(whole(parser, Long.MIN_VALUE, Long.MAX_VALUE));
      case DT_UINT64 -> tensor.addUint64Val(unsigned(parser));
      case DT_BOOL -> tensor.addBoolVal(truth(parser));
      case DT_STRING -> tensor.addStringVal(string(parser));
      default ->
          throw new ServingException(
              Status.Code.UNIMPLEMENTED,
              "Conversion of JSON Value: %s to type: %s"
                  .formatted(body.excerpt(parser), TypeNames.of(type)));
    }
    count++;
  }

  private double real(JsonParser parser) throws IOException {
    if (!parser.currentToken().isNumeric()) {
      throw wrongType(parser);
    }
    return Numbers.real(parser);
  }

  private long whole(JsonParser parser, long min, long max) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      long value = parser.getLongValue();
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw wrongType(parser);
  }

  private long unsigned(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      BigInteger value = parser.getBigIntegerValue();
      if (value.signum() >= 0 && value.compareTo(MAX_UINT64) <= 0) {
        return value.longValue();
      }
    }
    throw wrongType(parser);
  }

  private boolean truth(JsonParser parser) throws IOException {
    if (!parser.currentToken().isBoolean()) {
      throw wrongType(parser);
    }
    return parser.getBooleanValue();
  }

  private ByteString string(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> Strings.text(parser);
      case START_OBJECT, FIELD_NAME -> {
        long from = parser.currentTokenLocation().getByteOffset();
        Optional<ByteString> decoded = Strings.base64(parser);
        if (decoded.isEmpty()) {
          throw new BadInputException(
              "JSON Value: %s not formatted correctly for base64 data"
                  .formatted(body.objectExcerpt(from)));
        }
        yield decoded.get();
      }
      default -> throw wrongType(parser);
    };
  }

  private BadInputException wrongType(JsonParser parser) throws IOException {
    String kind = TypeNames.of(parser.currentToken());
    return new BadInputException(
        "JSON Value: %s Type: %s is not of expected type: %s"
            .formatted(body.excerpt(parser), kind, TypeNames.of(type)));
  }

  /** All of them. */
  TensorProto tensor(List<Integer> shape) {
    shape.forEach(size -> tensor.getTensorShapeBuilder().addDimBuilder().setSize(size));
    return tensor.build();
  }
}
