package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code manifest.json}, and of {@code metrics.jsonl} the best epoch: what was run. */
final class OriginSection {
  private OriginSection() {}

  static Optional<Report.Section> of(Path run) {
    return RunFile.json(run.resolve("manifest.json"))
        .map(
            manifest ->
                new Report.Section(
                    "What was run",
                    "The same code, data, settings and seed give the same numbers.",
                    List.of(
                        new Table(
                            "origin",
                            "Code, data and seed",
                            List.of("", "this run"),
                            rows(manifest, RunFile.lines(run.resolve("metrics.jsonl")))))));
  }

  private static List<List<Table.Cell>> rows(JsonNode manifest, List<JsonNode> metrics) {
    JsonNode data = manifest.path("data");
    List<List<Table.Cell>> rows = new ArrayList<>();
    row(rows, "data set", data.path("name").asText());
    row(rows, "task", words(data.path("task")));
    row(rows, "samples", words(data.path("counts")));
    for (Map.Entry<String, JsonNode> modality : data.path("modalities").properties()) {
      row(rows, modality.getKey(), words(modality.getValue()));
    }
    row(rows, "hash of the data", data.path("contentHash").asText());
    row(rows, "BERT", manifest.path("language").path("weights").asText());
    row(rows, "hash of BERT", manifest.path("language").path("hash").asText());
    row(rows, "seed", manifest.path("seed").asText());
    row(rows, "commit of the code", manifest.path("commit").asText());
    row(rows, "versions", words(manifest.path("versions")));
    metrics.stream()
        .mapToInt(line -> line.path("epoch").asInt())
        .max()
        .ifPresent(epoch -> row(rows, "epochs trained", Integer.toString(epoch)));
    metrics.stream()
        .filter(line -> line.path("split").asText().equals("valid"))
        .filter(line -> line.path("Loss").isNumber())
        .min(Comparator.comparingDouble(line -> line.path("Loss").asDouble()))
        .ifPresent(line -> row(rows, "best epoch", line.path("epoch").asText()));
    return rows;
  }

  /** A row, if there is something to say. */
  private static void row(List<List<Table.Cell>> rows, String name, String text) {
    if (!text.isEmpty()) {
      rows.add(List.of(new Table.Words(name), new Table.Words(text)));
    }
  }

  /** An object in words: {@code train 2048, valid 128, test 192}. */
  private static String words(JsonNode object) {
    return object.properties().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue().asText())
        .collect(Collectors.joining(", "));
  }
}
