package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Ascii;
import org.tensorflow.proto.DataType;

/** What messages call types: as TensorFlow and RapidJSON do. */
final class TypeNames {
  private static final String PREFIX = "DT_";

  private TypeNames() {}

  /** {@code DT_FLOAT} is float. */
  static String of(DataType type) {
    return Ascii.toLowerCase(type.name().substring(PREFIX.length()));
  }

  static String of(JsonToken token) {
    return switch (token) {
      case VALUE_NULL -> "Null";
      case VALUE_FALSE -> "False";
      case VALUE_TRUE -> "True";
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "Object";
      case START_ARRAY, END_ARRAY -> "Array";
      case VALUE_STRING -> "String";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "Number";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("not of JSON: " + token);
    };
  }
}
