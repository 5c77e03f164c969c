package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code combinations} of {@code evaluation.json}: whole modalities missing. */
final class CombinationsSection {
  private CombinationsSection() {}

  static Optional<Report.Section> of(Path run) {
    return Evaluations.part(run, "combinations")
        .map(
            combinations ->
                new Report.Section(
                    "Combinations of modalities",
                    "The test split with nothing but these modalities, and those complete.",
                    List.of(table(combinations))));
  }

  private static Table table(JsonNode combinations) {
    List<Metric> metrics =
        Lists.newArrayList(combinations.path(0).path("metrics").fieldNames()).stream()
            .map(Metric::new)
            .toList();
    List<String> headings = new ArrayList<>(List.of("present"));
    metrics.forEach(metric -> headings.add(metric.heading()));
    return new Table(
        "combinations",
        "Metrics by the modalities that are present",
        headings,
        Evaluations.each(combinations, combination -> row(combination, metrics)));
  }

  private static List<Table.Cell> row(JsonNode combination, List<Metric> metrics) {
    List<Table.Cell> row = new ArrayList<>();
    row.add(
        new Table.Words(
            String.join(", ", Evaluations.each(combination.path("modalities"), JsonNode::asText))));
    metrics.forEach(metric -> row.add(metric.cell(combination.path("metrics").path(metric.key()))));
    return row;
  }
}
