package dar.tools.report;

import dar.training.evaluate.RobustnessReport;
import dar.training.metric.MeanAndDeviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report as a table: a row a missing rate, then the mean over rates and the area under the line
 * over rates; mean and deviation over the mask seeds.
 */
public final class RobustnessTable {
  private RobustnessTable() {}

  public static String of(RobustnessReport report) {
    TextTable table = new TextTable();
    List<String> headings = new ArrayList<>(List.of("missing"));
    report.metrics().forEach(name -> headings.add(MetricNames.heading(name)));
    table.row(headings);
    report
        .byRate()
        .forEach((rate, row) -> table.row(row(Double.toString(rate), report.metrics(), row)));
    table.row(row("average", report.metrics(), report.average()));
    table.row(row("AUILC", report.metrics(), report.auilc()));
    return table.toString();
  }

  private static List<String> row(
      String name, List<String> metrics, Map<String, MeanAndDeviation> values) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (String metric : metrics) {
      cells.add(cell(metric, values.get(metric)));
    }
    return cells;
  }

  /** A metric as people read it: shares in percent. */
  static String cell(String metric, double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    return MetricNames.isShare(metric)
        ? String.format(Locale.ROOT, "%.1f", 100 * value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  /** The same with its deviation. */
  static String cell(String metric, MeanAndDeviation value) {
    if (Double.isNaN(value.mean())) {
      return "undefined";
    }
    return MetricNames.isShare(metric)
        ? String.format(Locale.ROOT, "%.1f ±%.1f", 100 * value.mean(), 100 * value.deviation())
        : String.format(Locale.ROOT, "%.3f ±%.3f", value.mean(), value.deviation());
  }
}
