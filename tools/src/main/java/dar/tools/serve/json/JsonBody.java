package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.google.common.base.Utf8;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON object that a request carries. All of it is known to be well formed once it is made; its
 * members are then read as a stream of tokens, so that no number becomes an object of its own.
 *
 * <p>Beyond JSON, {@code NaN}, {@code Infinity} and {@code -Infinity} are numbers. A key that
 * stands twice is refused: of two values, neither can be told to be the one that was meant.
 */
public final class JsonBody {
  private static final String SIGNATURE_NAME = "signature_name";

  /** TensorFlow's tensors have at most 254 axes, and two levels of objects lie around them. */
  private static final int MAX_DEPTH = 256;

  /** No number of 64 bits needs more to be written exactly; Jackson's own limit. */
  private static final int MAX_DIGITS = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // it is UTF-8, or it is refused
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from strangers
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .maxStringLength(Integer.MAX_VALUE) // the body has a limit of its own
                  .build())
          .build();

  private final byte[] bytes;
  private final Set<String> keys = new LinkedHashSet<>();
  private Optional<String> signature = Optional.empty();

  private JsonBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Looks through a body.
   *
   * @param bytes UTF-8, not copied
   * @throws BadInputException if it is not one JSON object
   */
  public static JsonBody of(byte[] bytes) {
    if (!Utf8.isWellFormed(bytes)) {
      throw parseError("Invalid encoding in string, expected UTF-8.");
    }
    JsonBody body = new JsonBody(bytes);
    try (JsonParser parser = body.parser()) {
      body.lookThrough(parser);
    } catch (JsonProcessingException e) {
      throw parseError(words(e) + place(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the bytes are in memory
    }
    return body;
  }

  private void lookThrough(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw parseError("The document is empty");
    }
    if (first != JsonToken.START_OBJECT) {
      throw refusal("Is not object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      keys.add(key);
      JsonToken value = parser.nextToken();
      if (key.equals(SIGNATURE_NAME)) {
        if (value != JsonToken.VALUE_STRING) {
          throw refusal("not formatted correctly. 'signature_name' key must be a string value.");
        }
        signature = Optional.of(parser.getText());
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      throw parseError("The document root must not be followed by other values.");
    }
  }

  /** RapidJSON's words where there are such; Jackson's are about Jackson's settings. */
  private static String words(JsonProcessingException failure) {
    if (failure instanceof StreamConstraintsException) {
      return "Too long or too deep, expected at most %d levels and numbers of %d characters."
          .formatted(MAX_DEPTH, MAX_DIGITS);
    }
    if (failure instanceof JsonEOFException) {
      return "The document ends too early.";
    }
    return failure.getOriginalMessage().startsWith("Duplicate")
        ? "A key stands twice in an object."
        : "Invalid value.";
  }

  private static String place(JsonProcessingException failure) {
    JsonLocation location = failure.getLocation();
    return location == null ? "" : " at offset: " + location.getByteOffset();
  }

  private static BadInputException parseError(String message) {
    return new BadInputException("JSON Parse error: " + message);
  }

  private JsonParser parser() throws IOException {
    return FACTORY.createParser(bytes);
  }

  /** The signature it names; an empty name is none. */
  public Optional<String> signature() {
    return signature.filter(name -> !name.isEmpty());
  }

  boolean has(String key) {
    return keys.contains(key);
  }

  /** A parser whose current token is the first of a member's value. */
  JsonParser at(String key) throws IOException {
    JsonParser parser = parser();
    parser.nextToken();
    while (!key.equals(parser.nextFieldName())) {
      parser.nextToken();
      parser.skipChildren();
    }
    parser.nextToken();
    return parser;
  }

  /** A refusal of the whole. */
  BadInputException refusal(String message) {
    return new BadInputException(
        "JSON Value: %s %s".formatted(Excerpt.of(bytes, 0, bytes.length), message));
  }

  /** The value that a parser of this is at, for a message. The parser goes to its end. */
  String excerpt(JsonParser parser) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    return Excerpt.of(bytes, (int) from, (int) parser.currentLocation().getByteOffset());
  }

  /** The object whose start or first key is at an offset. */
  String objectExcerpt(long offset) throws IOException {
    int from = (int) offset;
    while (bytes[from] != '{') {
      from--;
    }
    try (JsonParser parser = FACTORY.createParser(bytes, from, bytes.length - from)) {
      parser.nextToken();
      parser.skipChildren();
      return Excerpt.of(bytes, from, from + (int) parser.currentLocation().getByteOffset());
    }
  }
}
