package dar.tools.report.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dar.graph.file.JsonFailure;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file of a run directory as a tree. A file that is not there is no error, nor is a key too many
 * or too few: a report shows what there is. One that cannot be read at all is.
 */
final class RunFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private RunFile() {}

  static Optional<JsonNode> json(Path file) {
    return text(file).map(text -> tree(JSON, file.toString(), "JSON", text, JsonFailure::found));
  }

  static Optional<JsonNode> yaml(Path file) {
    return text(file).map(text -> tree(YAML, file.toString(), "YAML", text, RunFile::words));
  }

  /** The objects of a file that has one on each line; none if it is not there. */
  static List<JsonNode> lines(Path file) {
    List<JsonNode> trees = new ArrayList<>();
    int number = 0;
    for (String line : text(file).map(text -> text.lines().toList()).orElse(List.of())) {
      number++;
      trees.add(
          tree(
              JSON, "%s: line %d".formatted(file, number), "JSON", line, JsonFailure::foundInLine));
    }
    return trees;
  }

  /** The number that a node is; NaN for null, for what is no number and for what is not there. */
  static double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : Double.NaN;
  }

  private static Optional<String> text(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected a readable file in UTF-8, found %s".formatted(file, e.getMessage()), e);
    }
  }

  private static JsonNode tree(
      ObjectMapper mapper,
      String subject,
      String kind,
      String text,
      Function<JsonProcessingException, String> found) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s: expected %s, found %s".formatted(subject, kind, found.apply(e)), e);
    }
  }

  /** YAML's own words are about the text. */
  private static String words(JsonProcessingException failure) {
    return OneLine.of(failure.getOriginalMessage());
  }
}
