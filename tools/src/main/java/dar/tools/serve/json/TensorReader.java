package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.primitives.Ints;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads nested lists into a tensor. The sizes are those of the first list at each level; all others
 * have to have them, too.
 */
final class TensorReader {
  private static final int OPEN = -1;

  private final JsonBody body;
  private final Elements elements;
  private final List<Integer> sizes = new ArrayList<>();

  /** Of no list and no element yet, the depth is not known. */
  private int rank = OPEN;

  private TensorReader(JsonBody body, Elements elements) {
    this.body = body;
    this.elements = elements;
  }

  /**
   * Adds the value that the parser is at, which goes to its end.
   *
   * @return its shape; a value that is no list has no axes
   */
  static List<Integer> read(JsonParser parser, JsonBody body, Elements elements)
      throws IOException {
    TensorReader reader = new TensorReader(body, elements);
    reader.value(parser, 0);
    return reader.sizes;
  }

  private void value(JsonParser parser, int level) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      list(parser, level);
      return;
    }
    if (rank == OPEN) {
      rank = level;
    } else if (rank != level) {
      throw new BadInputException(
          "JSON Value: %s found at incorrect level: %d in the JSON DOM. Expected at level: %d"
              .formatted(body.excerpt(parser), level + 1, rank));
    }
    elements.add(parser);
  }

  private void list(JsonParser parser, int level) throws IOException {
    if (rank != OPEN && level >= rank) {
      throw new BadInputException(
          "Encountered list at unexpected level: %d expected < %d".formatted(level, rank));
    }
    if (level == sizes.size()) {
      sizes.add(OPEN);
    }
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, level + 1);
      size++;
    }
    if (sizes.get(level) == OPEN) {
      sizes.set(level, size);
      if (size == 0) {
        rank = level + 1;
      }
    } else if (sizes.get(level) != size) {
      throw new BadInputException(
          "Encountered list at unexpected size: %d at level: %d expected size: %d"
              .formatted(size, level, sizes.get(level)));
    }
  }

  /** As messages show a shape. */
  static String text(List<Integer> shape) {
    return "[" + Ints.join(",", Ints.toArray(shape)) + "]";
  }
}
