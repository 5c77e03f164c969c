package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.math.BigInteger;
import org.tensorflow.proto.Feature;
import org.tensorflow.proto.Feature.KindCase;

/**
 * Reads a feature of an example: one value or a list of them, all of a kind, which the first says.
 * A number with a point or an exponent is a float, one without is a whole number, as are truth
 * values; strings and {@code b64} are bytes.
 */
final class FeatureReader {
  private static final int UINT64_BITS = 64;

  private final String name;
  private final Feature.Builder feature = Feature.newBuilder();

  private FeatureReader(String name) {
    this.name = name;
  }

  /** The feature whose value the parser is at. */
  static Feature read(JsonParser parser, String name) throws IOException {
    FeatureReader reader = new FeatureReader(name);
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        reader.add(parser);
      }
    } else {
      reader.add(parser);
    }
    return reader.feature.build();
  }

  private void add(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> addWhole(parser.getBooleanValue() ? 1 : 0);
      case VALUE_NUMBER_FLOAT -> addReal(parser);
      case VALUE_NUMBER_INT -> addInteger(parser);
      case VALUE_STRING -> {
        expect(KindCase.BYTES_LIST);
        feature.getBytesListBuilder().addValue(Strings.text(parser));
      }
      case START_OBJECT -> {
        expect(KindCase.BYTES_LIST);
        feature
            .getBytesListBuilder()
            .addValue(Strings.base64(parser).orElseThrow(() -> unexpected(token)));
      }
      default -> throw unexpected(token);
    }
  }

  private void addReal(JsonParser parser) throws IOException {
    expect(KindCase.FLOAT_LIST);
    feature.getFloatListBuilder().addValue((float) Numbers.real(parser));
  }

  /** A number beyond 64 bits is told as a float, as RapidJSON has it. */
  private void addInteger(JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      addWhole(parser.getLongValue());
      return;
    }
    BigInteger value = parser.getBigIntegerValue();
    if (value.signum() > 0 && value.bitLength() <= UINT64_BITS) {
      throw new BadInputException(
          "Feature: %s has uint64_t element. Only int64_t is supported.".formatted(name));
    }
    addReal(parser);
  }

  private void addWhole(long value) {
    expect(KindCase.INT64_LIST);
    feature.getInt64ListBuilder().addValue(value);
  }

  private void expect(KindCase kind) {
    if (feature.getKindCase() != kind && feature.getKindCase() != KindCase.KIND_NOT_SET) {
      throw new BadInputException(
          "Unexpected element type in feature: %s expecting type: %s"
              .formatted(name, text(feature.getKindCase())));
    }
  }

  private static String text(KindCase kind) {
    return switch (kind) {
      case BYTES_LIST -> "bytes";
      case FLOAT_LIST -> "float";
      case INT64_LIST -> "int64";
      case KIND_NOT_SET -> "UNKNOWN";
    };
  }

  private BadInputException unexpected(JsonToken token) {
    return new BadInputException(
        "Feature: %s has element with unexpected JSON type: %s"
            .formatted(name, TypeNames.of(token)));
  }
}
