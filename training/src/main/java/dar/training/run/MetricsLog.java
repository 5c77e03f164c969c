package dar.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.FileFailure;
import dar.graph.file.WholeFile;
import dar.training.data.Split;
import dar.training.evaluate.JsonNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code metrics.jsonl}: a line for each epoch and split. Nothing of the clock is in it, so that a
 * resumed run writes the same lines as one that was left alone.
 */
record MetricsLog(Path file) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  void append(int epoch, Map<Split, Map<String, Double>> metrics) throws IOException {
    StringBuilder lines = new StringBuilder();
    metrics.forEach((split, values) -> lines.append(line(epoch, split, values)).append('\n'));
    Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** One line; a value that is not a number is null, which JSON can say. */
  private static String line(int epoch, Split split, Map<String, Double> values) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("epoch", epoch).put("split", split.key());
    values.forEach((name, value) -> line.put(name, JsonNumbers.finite(value)));
    return line.toString();
  }

  /** The numbers of one line, by name; what was no number is absent. */
  Map<String, Double> line(int epoch, Split split) throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String text : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      if (epochOf(text) == epoch) {
        JsonNode line = MAPPER.readTree(text);
        if (line.path("split").asText().equals(split.key())) {
          line.properties().stream()
              .filter(entry -> entry.getValue().isNumber() && !entry.getKey().equals("epoch"))
              .forEach(entry -> values.put(entry.getKey(), entry.getValue().asDouble()));
        }
      }
    }
    return values;
  }

  /** Drops what an interrupted run wrote after its last checkpoint. */
  void truncateAfter(int epoch) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<String> kept =
        Files.readAllLines(file).stream().filter(line -> epochOf(line) <= epoch).toList();
    WholeFile.write(file, kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
  }

  /** The epoch of a line; one that was cut short belongs to no finished epoch. */
  private static int epochOf(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      return node.path("epoch").asInt(Integer.MAX_VALUE);
    } catch (JsonProcessingException e) {
      return Integer.MAX_VALUE;
    }
  }

  /** Turns a failed write into a line for the user. */
  RuntimeException failure(IOException e) {
    return FileFailure.of(file, e);
  }
}
