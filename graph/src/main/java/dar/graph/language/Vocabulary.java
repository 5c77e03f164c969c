package dar.graph.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dar.graph.input.BadInputException;
import dar.graph.input.TokenShape;
import java.io.IOException;

/**
 * What a {@code tokenizer.json} says of its ids.
 *
 * @param size one more than the largest id
 * @param begin the id of [CLS]
 * @param end the id of [SEP]
 */
record Vocabulary(int size, int begin, int end) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MOST = 1 << 24;

  /**
   * Reads and checks the ids.
   *
   * @throws BadInputException where the text is no such file
   */
  static Vocabulary read(byte[] json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new BadInputException(
          "tokenizer: expected a Hugging Face tokenizer.json, found what is not JSON", e);
    }
    JsonNode words = root.path("model").path("vocab");
    if (!words.isObject()) {
      throw new BadInputException(
          "tokenizer: expected a Hugging Face tokenizer.json, found JSON without model.vocab");
    }
    JsonNode added = root.path("added_tokens");
    expect("[UNK]", id(words, added, "[UNK]"), TokenShape.UNKNOWN);
    expect("[PAD]", id(words, added, "[PAD]"), Tokenizer.PADDING);
    return new Vocabulary(size(words, added), id(words, added, "[CLS]"), id(words, added, "[SEP]"));
  }

  private static void expect(String token, int found, int expected) {
    if (found != expected) {
      throw new BadInputException(
          "tokenizer: %s: expected id %d, found %d".formatted(token, expected, found));
    }
  }

  private static int id(JsonNode words, JsonNode added, String token) {
    for (JsonNode entry : added) {
      if (entry.path("content").asText().equals(token)) {
        return checked(token, entry.path("id"));
      }
    }
    if (!words.has(token)) {
      throw new BadInputException("tokenizer: %s: expected an id, found none".formatted(token));
    }
    return checked(token, words.get(token));
  }

  private static int size(JsonNode words, JsonNode added) {
    int last = 0;
    for (var entry : words.properties()) {
      last = Math.max(last, checked("model.vocab", entry.getValue()));
    }
    for (JsonNode entry : added) {
      last = Math.max(last, checked("added_tokens", entry.path("id")));
    }
    return last + 1;
  }

  private static int checked(String subject, JsonNode id) {
    if (!id.isInt() || id.asInt() < 0 || id.asInt() >= MOST) {
      throw new BadInputException(
          "tokenizer: %s: expected an id in [0, %d), found another".formatted(subject, MOST));
    }
    return id.asInt();
  }
}
