package dar.training.tfrecord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dar.graph.file.JsonFailure;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code feature_spec.json}: each feature by the name, shape and type that {@code
 * tf.io.FixedLenFeature} and {@code tf.io.FixedLenSequenceFeature} take, and what {@code
 * dataset.json} said.
 *
 * <pre>
 * {"kind": "example", "compression": "", "features": {NAME: {"type": ..., "shape": [...], "dtype": ...}},
 *  "dataset": {...}}
 * {"kind": "sequence-example", "compression": "GZIP", "context": {...}, "sequence": {...}, "dataset": {...}}
 * </pre>
 */
final class FeatureSpecJson {
  static final String FILE = "feature_spec.json";

  /** What a record can hold of one array. */
  private static final int MOST_NUMBERS = 1 << 26;

  private static final String FEATURES = "features";
  private static final String CONTEXT = "context";
  private static final String DATASET = "dataset";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private FeatureSpecJson() {}

  /**
   * The file's text.
   *
   * @param contentHash of the set
   */
  static String write(FeatureSpec spec, String contentHash, boolean gzip) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("kind", spec.kind().key()).put("compression", gzip ? "GZIP" : "");
    boolean whole = spec.kind() == RecordKind.EXAMPLE;
    ObjectNode context = root.putObject(whole ? FEATURES : CONTEXT);
    ObjectNode sequence = whole ? context : root.putObject("sequence");
    for (Column column : spec.columns()) {
      if (column.hasSteps() && !whole) {
        put(sequence, "FixedLenSequenceFeature", column, column.stepShape());
      } else {
        put(context, "FixedLenFeature", column, column.shape());
      }
    }
    root.set(DATASET, DatasetJson.tree(new DatasetJson.Content(spec.data(), contentHash)));
    return root.toPrettyString() + "\n";
  }

  private static void put(ObjectNode node, String type, Column column, List<Integer> shape) {
    ObjectNode feature = node.putObject(column.name()).put("type", type);
    feature.set("shape", MAPPER.valueToTree(shape));
    feature.put("dtype", column.type().key());
  }

  /**
   * Reads the file, written by {@code dar data export} or by a user, who needs {@code kind} and of
   * {@code dataset} all but {@code format} and the hashes.
   */
  static FeatureSpec read(Path file) throws IOException {
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file));
      if (!(root.get(DATASET) instanceof ObjectNode dataset)) {
        throw new BadInputException("expected an object dataset, found none");
      }
      dataset.putIfAbsent("format", IntNode.valueOf(DatasetJson.FORMAT));
      dataset.putIfAbsent("sourceHash", TextNode.valueOf(""));
      dataset.putIfAbsent("contentHash", TextNode.valueOf("")); // not looked at
      DatasetDescription data = DatasetJson.content(dataset).description();
      data.modalities().forEach(FeatureSpecJson::requireRoom);
      return new FeatureSpec(kind(root), data, factors(root));
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s: expected JSON, found %s".formatted(file, JsonFailure.found(e)), e);
    } catch (BadInputException e) {
      throw new BadInputException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void requireRoom(Modality modality, ModalityShape shape) {
    if ((long) shape.length() * shape.width() > MOST_NUMBERS) {
      throw new BadInputException(
          "modalities.%s: expected at most %d numbers a sample, found %d x %d"
              .formatted(modality.key(), MOST_NUMBERS, shape.length(), shape.width()));
    }
  }

  private static RecordKind kind(JsonNode root) {
    return Arrays.stream(RecordKind.values())
        .filter(kind -> kind.key().equals(root.path("kind").asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "kind: expected example or sequence-example, found "
                        + JsonFailure.found(root.path("kind"))));
  }

  private static Map<String, Integer> factors(JsonNode root) {
    Map<String, Integer> factors = new TreeMap<>();
    for (String features : List.of(FEATURES, CONTEXT)) {
      root.path(features)
          .properties()
          .forEach(
              entry -> {
                if (entry.getKey().startsWith(FeatureSpec.FACTORS)) {
                  String name = entry.getKey().substring(FeatureSpec.FACTORS.length());
                  factors.put(name, width(entry.getKey(), entry.getValue().path("shape")));
                }
              });
    }
    return factors;
  }

  private static int width(String name, JsonNode shape) {
    int width = shape.path(0).asInt(0);
    if (shape.size() != 1 || width < 1 || width > MOST_NUMBERS) {
      throw new BadInputException("%s: expected a shape [width], found %s".formatted(name, shape));
    }
    return width;
  }
}
