package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.common.collect.Lists;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code per_metric.json}: one model for all metrics against a model for each. */
final class SelectionSection {
  private SelectionSection() {}

  static Optional<Report.Section> of(Path run) {
    JsonNode oneModel =
        RunFile.json(run.resolve("robustness.json")).orElse(MissingNode.getInstance());
    return RunFile.json(run.resolve("per_metric.json"))
        .map(root -> root.path("metrics"))
        .filter(metrics -> !metrics.isEmpty())
        .map(metrics -> section(metrics, oneModel));
  }

  private static Report.Section section(JsonNode perMetric, JsonNode oneModel) {
    List<Metric> metrics =
        Lists.newArrayList(perMetric.fieldNames()).stream().map(Metric::new).toList();
    return new Report.Section(
        "Which epoch is chosen",
        "The metrics above are those of one model, the epoch with the smallest total loss on the"
            + " validation split. Here each metric has a model of its own, the epoch that is best"
            + " in that metric on the validation split. The test split chooses nothing.",
        List.of(averages(metrics, perMetric, oneModel), byRate(metrics, perMetric)));
  }

  private static Table averages(List<Metric> metrics, JsonNode perMetric, JsonNode oneModel) {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      JsonNode own = perMetric.path(metric.key());
      rows.add(
          List.of(
              new Table.Words(metric.heading()),
              metric.cell(oneModel.path("average").path(metric.key())),
              metric.cell(own.path("average")),
              new Table.Words(own.path("epoch").asText())));
    }
    return new Table(
        "selection",
        "Average over the missing rates, test split",
        List.of("metric", "one model, smallest loss", "a model for each metric", "its epoch"),
        rows);
  }

  private static Table byRate(List<Metric> metrics, JsonNode perMetric) {
    List<String> headings = new ArrayList<>(List.of("missing"));
    metrics.forEach(metric -> headings.add(metric.heading()));
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (String rate :
        Lists.newArrayList(perMetric.path(metrics.get(0).key()).path("by_rate").fieldNames())) {
      List<Table.Cell> row = new ArrayList<>(List.of(new Table.Words(rate)));
      metrics.forEach(
          metric -> row.add(metric.cell(perMetric.path(metric.key()).path("by_rate").path(rate))));
      rows.add(row);
    }
    return new Table(
        "selection-by-rate",
        "A model for each metric, by missing rate, test split",
        headings,
        rows);
  }
}
