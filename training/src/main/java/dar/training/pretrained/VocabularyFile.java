package dar.training.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code vocab.txt}: a word piece a line, whose id is the number of lines before it. */
final class VocabularyFile {
  static final String NAME = "vocab.txt";

  private static final int MOST_CONFIG_BYTES = 1 << 20;
  private static final int LONGEST_WORD = 100;
  private static final List<String> CONFIGS =
      List.of("tokenizer_config.json", "config.json", "bert_config.json");
  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

  private VocabularyFile() {}

  /**
   * The {@code tokenizer.json} that Hugging Face makes of the file: lower case unless a
   * configuration beside it says {@code do_lower_case: false} or, where none says anything, the
   * file has word pieces in upper case, which no lower-case text would ever reach.
   */
  static byte[] tokenizer(Path folder, byte[] file) throws IOException {
    Map<String, Integer> ids = ids(folder.resolve(NAME).toString(), file);
    boolean cased =
        ids.keySet().stream()
            .anyMatch(p -> !p.startsWith("[") && !p.equals(p.toLowerCase(Locale.ROOT)));
    ObjectNode root = Json.create();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (String special : SPECIAL) {
      if (ids.containsKey(special)) {
        added
            .addObject()
            .put("id", ids.get(special))
            .put("content", special)
            .put("single_word", false)
            .put("lstrip", false)
            .put("rstrip", false)
            .put("normalized", false)
            .put("special", true);
      }
    }
    ObjectNode normalizer = root.putObject("normalizer").put("type", "BertNormalizer");
    normalizer.put("clean_text", true);
    normalizer.set("handle_chinese_chars", setting(folder, "tokenize_chinese_chars", true));
    normalizer.set("strip_accents", setting(folder, "strip_accents", null));
    normalizer.set("lowercase", setting(folder, "do_lower_case", !cased));
    root.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    postProcessor(root.putObject("post_processor"), ids);
    root.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
    ObjectNode model = root.putObject("model").put("type", "WordPiece").put("unk_token", "[UNK]");
    model.put("continuing_subword_prefix", "##").put("max_input_chars_per_word", LONGEST_WORD);
    ObjectNode vocabulary = model.putObject("vocab");
    ids.forEach(vocabulary::put);
    return root.toString().getBytes(UTF_8);
  }

  private static Map<String, Integer> ids(String subject, byte[] file) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new BadInputException(subject + ": expected UTF-8, found other bytes", e);
    }
    Map<String, Integer> ids = new LinkedHashMap<>();
    // Not String.lines: a piece may hold what Java takes for white space.
    for (String piece : text.replaceFirst("(\r\n|\n)$", "").split("\r?\n", -1)) {
      Integer before = ids.put(piece, ids.size());
      if (before != null) {
        throw new BadInputException(
            "%s: line %d: expected a new word piece, found %s of line %d"
                .formatted(subject, ids.size() + 1, OneLine.of(piece), before + 1));
      }
    }
    return ids;
  }

  /** [CLS] A [SEP], or [CLS] A [SEP] B [SEP]. */
  private static void postProcessor(ObjectNode node, Map<String, Integer> ids) {
    node.put("type", "TemplateProcessing");
    ArrayNode single = node.putArray("single");
    ArrayNode pair = node.putArray("pair");
    Stream.of(single, pair)
        .forEach(
            template -> {
              part(template, "SpecialToken", "[CLS]", 0);
              part(template, "Sequence", "A", 0);
              part(template, "SpecialToken", "[SEP]", 0);
            });
    part(pair, "Sequence", "B", 1);
    part(pair, "SpecialToken", "[SEP]", 1);
    ObjectNode special = node.putObject("special_tokens");
    for (String token : List.of("[CLS]", "[SEP]")) {
      ObjectNode entry = special.putObject(token).put("id", token);
      entry.putArray("ids").add(ids.getOrDefault(token, -1));
      entry.putArray("tokens").add(token);
    }
  }

  private static void part(ArrayNode template, String kind, String id, int type) {
    template.addObject().putObject(kind).put("id", id).put("type_id", type);
  }

  /** A setting of the first configuration that has it; null for {@code otherwise} is JSON's. */
  private static JsonNode setting(Path folder, String key, Boolean otherwise) throws IOException {
    for (String name : CONFIGS) {
      Path file = folder.resolve(name);
      JsonNode found =
          Files.exists(file)
              ? Json.object(file.toString(), Json.bytes(file, MOST_CONFIG_BYTES)).path(key)
              : Json.create().path(key);
      if (found.isBoolean()) {
        return found;
      }
    }
    ObjectNode node = Json.create();
    return node.put(key, otherwise).get(key);
  }
}
