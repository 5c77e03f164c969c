package dar.training.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a table, and the errors in it.
 *
 * @param file where it lies
 * @param text what it says, without a byte order mark
 */
record TableText(Path file, String text) {
  private static final long MOST_BYTES = 1L << 30;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Reads a file of UTF-8. */
  static TableText read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": expected a file, found none");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new BadInputException(
          "%s: expected at most %d bytes, found %d".formatted(file, MOST_BYTES, Files.size(file)));
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer text = CharBuffer.allocate(bytes.capacity());
    CoderResult result =
        UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(bytes, text, true);
    if (result.isError()) {
      int line = 1;
      for (int at = 0; at < bytes.position(); at++) {
        line += bytes.get(at) == '\n' ? 1 : 0;
      }
      throw new TableText(file, "")
          .error(line, "UTF-8", "byte " + Byte.toUnsignedInt(bytes.get(bytes.position())));
    }
    String all = text.flip().toString();
    return new TableText(file, all.startsWith(BYTE_ORDER_MARK) ? all.substring(1) : all);
  }

  /** The error in a line, counted from 1. */
  BadInputException error(int line, String expected, String found) {
    return new BadInputException(
        "%s: line %d: expected %s, found %s".formatted(file, line, expected, found));
  }

  /** The error in a cell. */
  BadInputException error(int line, String column, String expected, String found) {
    return new BadInputException(
        "%s: line %d: %s: expected %s, found %s".formatted(file, line, column, expected, found));
  }
}
