package dar.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dar.graph.file.JsonFailure;
import dar.graph.input.BadInputException;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.data.DatasetJson;
import java.nio.file.Path;
import java.util.Optional;
import org.tensorflow.TensorFlow;

/**
 * {@code manifest.json}: where a run comes from.
 *
 * @param dataPath the data set that it was trained on, as it was named
 * @param data its description and hash
 * @param language the BERT that reads its sentences, if it has any
 */
public record Manifest(
    long seed, String dataPath, DatasetJson.Content data, Optional<Language> language) {

  /** The version of the run directory's format; any other is refused. */
  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Manifest of(long seed, Dataset data, Path path, Optional<Language> language) {
    return new Manifest(
        seed, path.toString(), new DatasetJson.Content(data.description(), data.hash()), language);
  }

  public DatasetDescription description() {
    return data.description();
  }

  String text() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    root.put("seed", seed);
    root.put("commit", System.getProperty("dar.commit", "unknown"));
    root.putObject("versions")
        .put("tensorflow", TensorFlow.version())
        .put("java", System.getProperty("java.version"))
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    root.put("data_path", dataPath);
    root.set("data", DatasetJson.tree(data));
    language.ifPresent(bert -> root.set("language", bert.tree()));
    return root.toPrettyString() + "\n";
  }

  static Manifest parse(Path file, String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s: expected JSON, found %s".formatted(file, JsonFailure.found(e)), e);
    }
    if (root.path("format").asInt(-1) != FORMAT) {
      throw new BadInputException(
          "%s: expected a run directory of format %d, found %s"
              .formatted(file, FORMAT, JsonFailure.found(root.path("format"))));
    }
    if (!root.path("seed").isIntegralNumber()
        || !root.path("data_path").isTextual()
        || !root.path("data").isObject()) {
      throw new BadInputException(
          file
              + ": expected seed, data_path and data, found only "
              + String.join(", ", ImmutableList.copyOf(root.fieldNames())));
    }
    try {
      return new Manifest(
          root.get("seed").asLong(),
          root.get("data_path").asText(),
          DatasetJson.content(root.get("data")),
          Optional.ofNullable(root.get("language")).map(Language::parse));
    } catch (BadInputException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }
}
