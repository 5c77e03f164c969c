package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@link dar.training.evaluate.RobustnessReport} as its JSON has it: a table with a row a missing
 * rate, and a chart for each metric.
 *
 * @param prefix of the names of its files
 */
record RateTable(JsonNode robustness, String prefix) {
  /** What the charts' horizontal axes say. */
  static final String RATE = "missing rate";

  List<Metric> metrics() {
    for (JsonNode row : robustness.path("by_rate")) {
      List<Metric> metrics = new ArrayList<>();
      row.fieldNames().forEachRemaining(name -> metrics.add(new Metric(name)));
      return metrics;
    }
    return List.of();
  }

  Table table(String title) {
    List<String> headings = new ArrayList<>(List.of("missing"));
    metrics().forEach(metric -> headings.add(metric.heading()));
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, JsonNode> rate : robustness.path("by_rate").properties()) {
      rows.add(row(rate.getKey(), rate.getValue()));
    }
    if (robustness.has("average")) {
      rows.add(row("average", robustness.get("average")));
    }
    if (robustness.has("auilc")) {
      rows.add(row("AUILC", robustness.get("auilc")));
    }
    return new Table(prefix, title, headings, rows);
  }

  private List<Table.Cell> row(String name, JsonNode values) {
    List<Table.Cell> row = new ArrayList<>(List.of(new Table.Words(name)));
    metrics().forEach(metric -> row.add(metric.cell(values.path(metric.key()))));
    return row;
  }

  List<LineChart> charts(String split) {
    return metrics().stream().map(metric -> chart(metric, split)).toList();
  }

  private LineChart chart(Metric metric, String split) {
    List<LineChart.Point> points =
        robustness.path("by_rate").properties().stream()
            .map(rate -> metric.point(rate(rate.getKey()), rate.getValue().path(metric.key())))
            .toList();
    return new LineChart(
        metric.fileName(prefix),
        metric.heading() + " as more goes missing",
        RATE,
        metric.axis(),
        List.of(new LineChart.Line(split, points)));
  }

  /** A missing rate that is a key. */
  private static double rate(String key) {
    try {
      return Double.parseDouble(key);
    } catch (NumberFormatException e) {
      throw new BadInputException("by_rate: expected missing rates, found " + OneLine.of(key), e);
    }
  }
}
