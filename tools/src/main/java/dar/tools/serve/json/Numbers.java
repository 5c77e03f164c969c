package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonParser;
import dar.graph.input.BadInputException;
import java.io.IOException;

/** Numbers of JSON that are to become floats. */
final class Numbers {
  private Numbers() {}

  /** The number that the parser is at, which may be no number or infinite if it says so. */
  static double real(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value) && isWrittenInDigits(parser)) {
      throw new BadInputException(
          "JSON Parse error: Number too big to be stored in double. at offset: "
              + parser.currentTokenLocation().getByteOffset());
    }
    return value;
  }

  private static boolean isWrittenInDigits(JsonParser parser) throws IOException {
    String text = parser.getText();
    return Character.isDigit(text.charAt(text.length() - 1));
  }
}
