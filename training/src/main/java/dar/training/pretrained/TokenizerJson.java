package dar.training.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code tokenizer.json} of Hugging Face's tokenizers library, for a BERT: found in a folder, or
 * made of its {@code vocab.txt}, and checked.
 */
final class TokenizerJson {
  private static final String FILE = "tokenizer.json";
  private static final int MOST_BYTES = 1 << 25;
  private static final String UNKNOWN = "[UNK]";

  private TokenizerJson() {}

  /** The tokenizer in a folder, for so many word pieces. */
  static byte[] of(Path folder, int vocabulary) throws IOException {
    Path file = folder.resolve(FILE);
    Path words = folder.resolve(VocabularyFile.NAME);
    if (Files.exists(file)) {
      byte[] json = Json.bytes(file, MOST_BYTES);
      check(file.toString(), json, vocabulary);
      return json;
    }
    if (Files.exists(words)) {
      byte[] json = VocabularyFile.tokenizer(folder, Json.bytes(words, MOST_BYTES));
      check(words.toString(), json, vocabulary);
      return json;
    }
    throw new BadInputException(
        "%s: expected %s or %s, found neither".formatted(folder, FILE, VocabularyFile.NAME));
  }

  /**
   * Checks that it is a BERT's word piece tokenizer whose ids are those of the embeddings, each
   * once, and whose unknown token is the one that the model erases with.
   */
  static void check(String subject, byte[] json, int vocabulary) throws IOException {
    ObjectNode root = Json.object(subject, json);
    JsonNode model = root.path("model");
    expect(subject, "normalizer.type", root.path("normalizer").path("type"), "BertNormalizer");
    expect(
        subject, "pre_tokenizer.type", root.path("pre_tokenizer").path("type"), "BertPreTokenizer");
    expect(subject, "model.type", model.path("type"), "WordPiece");
    expect(subject, "model.unk_token", model.path("unk_token"), UNKNOWN);
    expect(
        subject, "model.continuing_subword_prefix", model.path("continuing_subword_prefix"), "##");
    Map<String, Integer> ids = ids(subject, root);
    if (ids.size() != vocabulary) {
      throw new BadInputException(
          "%s: expected the %d word pieces of the configuration's vocab_size, found %d"
              .formatted(subject, vocabulary, ids.size()));
    }
    for (String special : new String[] {"[PAD]", UNKNOWN, "[CLS]", "[SEP]"}) {
      if (!ids.containsKey(special)) {
        throw new BadInputException("%s: expected %s, found none".formatted(subject, special));
      }
    }
    if (ids.get(UNKNOWN) != TokenShape.UNKNOWN) {
      throw new BadInputException(
          "%s: %s: expected id %d, found %d"
              .formatted(subject, UNKNOWN, TokenShape.UNKNOWN, ids.get(UNKNOWN)));
    }
    checkOnce(subject, ids);
  }

  private static void expect(String subject, String key, JsonNode found, String expected) {
    if (!found.asText().equals(expected)) {
      throw new BadInputException(
          "%s: %s: expected %s, found %s"
              .formatted(
                  subject,
                  key,
                  expected,
                  found.isMissingNode() ? "none" : OneLine.of(found.toString())));
    }
  }

  private static Map<String, Integer> ids(String subject, ObjectNode root) {
    Map<String, Integer> ids = new HashMap<>();
    root.path("model")
        .path("vocab")
        .properties()
        .forEach(field -> put(subject, ids, field.getKey(), field.getValue()));
    for (JsonNode added : root.path("added_tokens")) {
      put(subject, ids, added.path("content").asText(), added.path("id"));
    }
    return ids;
  }

  private static void put(String subject, Map<String, Integer> ids, String piece, JsonNode id) {
    Integer before = id.isInt() ? ids.put(piece, id.asInt()) : null;
    if (!id.isInt() || (before != null && before != id.asInt())) {
      throw new BadInputException(
          "%s: %s: expected one id, found %s"
              .formatted(
                  subject,
                  OneLine.of(piece),
                  before == null ? OneLine.of(id.toString()) : before + " and " + id));
    }
  }

  private static void checkOnce(String subject, Map<String, Integer> ids) {
    String[] pieces = new String[ids.size()];
    ids.forEach(
        (piece, id) -> {
          if (id < 0 || id >= pieces.length) {
            throw new BadInputException(
                "%s: %s: expected an id in [0, %d), found %d"
                    .formatted(subject, OneLine.of(piece), pieces.length, id));
          }
          if (pieces[id] != null) {
            throw new BadInputException(
                "%s: id %d: expected one word piece, found %s and %s"
                    .formatted(subject, id, OneLine.of(pieces[id]), OneLine.of(piece)));
          }
          pieces[id] = piece;
        });
  }
}
