package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.CharMatcher;
import com.google.protobuf.ByteString;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Strings of JSON as bytes: text in UTF-8, or {@code {"b64": "..."}}, which is any bytes. */
final class Strings {
  /** The only key of an object that is a value. */
  static final String BASE64 = "b64";

  private Strings() {}

  /** The text that the parser is at. */
  static ByteString text(JsonParser parser) throws IOException {
    try {
      return ByteString.copyFrom(
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(parser.getText())));
    } catch (CharacterCodingException e) {
      throw new BadInputException(
          "JSON Parse error: The surrogate pair in string is invalid. at offset: "
              + parser.currentTokenLocation().getByteOffset(),
          e);
    }
  }

  /**
   * The bytes of an object.
   *
   * @param parser at its start or at its first key; it goes to its end
   * @return nothing if the object is not of this form; then the parser stays where that shows
   */
  static Optional<ByteString> base64(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      parser.nextToken();
    }
    if (parser.currentToken() != JsonToken.FIELD_NAME
        || !parser.currentName().equals(BASE64)
        || parser.nextToken() != JsonToken.VALUE_STRING) {
      return Optional.empty();
    }
    String text = parser.getText();
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ByteString.copyFrom(
              Base64.getDecoder().decode(CharMatcher.whitespace().removeFrom(text))));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("Unable to base64 decode", e);
    }
  }
}
