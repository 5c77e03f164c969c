package dar.training.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.JsonFailure;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code dataset.json}: the description, the format's version and the hash of the content. Reading
 * is strict: a key too many or too few is an error, because a file that is half understood is read
 * wrongly.
 */
public final class DatasetJson {
  static final String FILE = "dataset.json";

  /** The version of the directory's format; any other is refused. */
  public static final int FORMAT = 1;

  private static final String TOKENS = "tokens";
  private static final String VECTORS = "vectors";

  /**
   * The content of the file.
   *
   * @param contentHash the SHA-256 of the description and of every file's content
   */
  public record Content(DatasetDescription description, String contentHash) {}

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private DatasetJson() {}

  /** The file's text. */
  static String write(Content content) {
    return tree(content).toPrettyString() + "\n";
  }

  /** The same as a tree, for other files to hold. */
  public static ObjectNode tree(Content content) {
    return tree(content.description()).put("contentHash", content.contentHash());
  }

  /** What is hashed of a description: one line, the same on every system. */
  static String canonical(DatasetDescription description) {
    return tree(description).toString();
  }

  private static ObjectNode tree(DatasetDescription description) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("name", description.name());
    ObjectNode task = root.putObject("task");
    if (description.task() instanceof Task.Classification classification) {
      task.put("kind", "classification").put("classes", classification.classes());
    } else {
      task.put("kind", "regression");
    }
    root.putObject("labels").put("min", description.labelMin()).put("max", description.labelMax());
    ObjectNode modalities = root.putObject("modalities");
    description
        .tokens()
        .ifPresent(
            tokens ->
                modalities
                    .putObject(Modality.LANGUAGE.key())
                    .put("kind", TOKENS)
                    .put("length", tokens.length())
                    .put("vocabulary", tokens.vocabulary()));
    description
        .modalities()
        .forEach(
            (modality, shape) ->
                modalities
                    .putObject(modality.key())
                    .put("kind", VECTORS)
                    .put("length", shape.length())
                    .put("width", shape.width()));
    ObjectNode counts = root.putObject("counts");
    description.counts().forEach((split, count) -> counts.put(split.key(), count));
    return root.put("sourceHash", description.sourceHash());
  }

  /** Reads the file of a dataset directory. */
  static Content read(Path file) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s: expected JSON, found %s".formatted(file, JsonFailure.found(e)), e);
    }
    try {
      return content(root);
    } catch (BadInputException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** Reads what {@link #tree(Content)} wrote. */
  public static Content content(JsonNode root) {
    JsonNode format = root.path("format");
    if (!format.isMissingNode() && format.asInt(-1) != FORMAT) {
      throw new BadInputException("format: expected %d, found %s".formatted(FORMAT, format));
    }
    keys(
        "keys",
        root,
        Set.of(
            "format",
            "name",
            "task",
            "labels",
            "modalities",
            "counts",
            "sourceHash",
            "contentHash"));
    JsonNode labels = keys("labels", root.get("labels"), Set.of("min", "max"));
    DatasetDescription description =
        new DatasetDescription(
            text(root, "name"),
            task(root.get("task")),
            number(labels, "min"),
            number(labels, "max"),
            modalities(root.get("modalities")),
            tokens(root.get("modalities").path(Modality.LANGUAGE.key())),
            counts(root.get("counts")),
            text(root, "sourceHash"));
    return new Content(description, text(root, "contentHash"));
  }

  private static Task task(JsonNode task) {
    String kind = task.path("kind").asText();
    return switch (kind) {
      case "regression" -> {
        keys("task", task, Set.of("kind"));
        yield new Task.Regression();
      }
      case "classification" -> {
        keys("task", task, Set.of("kind", "classes"));
        yield new Task.Classification(whole(task, "classes"));
      }
      default ->
          throw new BadInputException(
              "task.kind: expected regression or classification, found "
                  + JsonFailure.found(task.path("kind")));
    };
  }

  private static Optional<TokenShape> tokens(JsonNode language) {
    if (!language.path("kind").asText().equals(TOKENS)) {
      return Optional.empty();
    }
    keys("modalities.language", language, Set.of("kind", "length", "vocabulary"));
    return Optional.of(new TokenShape(whole(language, "length"), whole(language, "vocabulary")));
  }

  /** The modalities that are vectors. */
  private static Map<Modality, ModalityShape> modalities(JsonNode node) {
    Map<Modality, ModalityShape> modalities = new EnumMap<>(Modality.class);
    Set<String> unknown = names(node);
    for (Modality modality : Modality.values()) {
      if (unknown.remove(modality.key())) {
        if (modality == Modality.LANGUAGE && tokens(node.get(modality.key())).isPresent()) {
          continue;
        }
        String name = "modalities." + modality.key();
        JsonNode shape = keys(name, node.get(modality.key()), Set.of("kind", "length", "width"));
        if (!text(shape, "kind").equals(VECTORS)) {
          String kinds = modality == Modality.LANGUAGE ? "vectors or tokens" : VECTORS;
          throw new BadInputException(
              "%s.kind: expected %s, found %s".formatted(name, kinds, shape.get("kind")));
        }
        modalities.put(modality, new ModalityShape(whole(shape, "length"), whole(shape, "width")));
      }
    }
    if (!unknown.isEmpty()) {
      throw new BadInputException(
          "modalities: expected language, visual or acoustic, found " + unknown);
    }
    return modalities;
  }

  private static Map<Split, Integer> counts(JsonNode node) {
    keys("counts", node, Set.of("train", "valid", "test"));
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      counts.put(split, whole(node, split.key()));
    }
    return counts;
  }

  private static JsonNode keys(String subject, JsonNode node, Set<String> expected) {
    Set<String> found = names(node);
    if (!found.equals(expected)) {
      throw new BadInputException(
          "%s: expected %s, found %s".formatted(subject, new TreeSet<>(expected), found));
    }
    return node;
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String text(JsonNode node, String key) {
    if (!node.get(key).isTextual()) {
      throw new BadInputException("%s: expected a text, found %s".formatted(key, node.get(key)));
    }
    return node.get(key).asText();
  }

  private static double number(JsonNode node, String key) {
    if (!node.get(key).isNumber()) {
      throw new BadInputException("%s: expected a number, found %s".formatted(key, node.get(key)));
    }
    return node.get(key).asDouble();
  }

  private static int whole(JsonNode node, String key) {
    if (!node.get(key).canConvertToInt() || !node.get(key).isIntegralNumber()) {
      throw new BadInputException(
          "%s: expected a whole number, found %s".formatted(key, node.get(key)));
    }
    return node.get(key).asInt();
  }
}
