package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.MetricNames;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Table;
import java.util.Locale;

/** A metric of a run's files: how its numbers become cells and points. */
record Metric(String key) {

  String heading() {
    return MetricNames.heading(key);
  }

  /** What the axis of a chart of it says. */
  String axis() {
    return MetricNames.isShare(key) ? heading() + ", %" : heading();
  }

  /** The name of a file about it. */
  String fileName(String prefix) {
    return prefix + "-" + key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** A cell of {@code {"mean": .., "std": ..}}, or of a number. */
  Table.Cell cell(JsonNode node) {
    return node.isObject()
        ? cell(RunFile.number(node.path("mean")), RunFile.number(node.path("std")))
        : cell(RunFile.number(node), Double.NaN);
  }

  private Table.Cell cell(double mean, double deviation) {
    return new Table.Value(mean, deviation, MetricNames.unit(key));
  }

  /** The same as a point of a chart, its band a deviation to each side; shares in percent. */
  LineChart.Point point(double x, JsonNode node) {
    double scale = MetricNames.isShare(key) ? 100 : 1;
    if (!node.isObject()) {
      return LineChart.Point.of(x, scale * RunFile.number(node));
    }
    double mean = RunFile.number(node.path("mean"));
    double deviation = RunFile.number(node.path("std"));
    return new LineChart.Point(
        x, scale * mean, scale * (mean - deviation), scale * (mean + deviation));
  }
}
