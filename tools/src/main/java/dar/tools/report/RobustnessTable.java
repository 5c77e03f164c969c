package dar.tools.report;

import dar.training.evaluate.RobustnessReport;
import dar.training.metric.MeanAndDeviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A report as a table: a row a missing rate, then the mean over rates and the area under the line
 * over rates; mean and deviation over the mask seeds.
 */
public final class RobustnessTable {
  private static final Map<String, String> HEADINGS =
      Map.of(
          "Has0_acc_2", "Acc-2 Has0",
          "Has0_F1_score", "F1 Has0",
          "Non0_acc_2", "Acc-2 Non0",
          "Non0_F1_score", "F1 Non0",
          "Mult_acc_5", "Acc-5",
          "Mult_acc_7", "Acc-7");

  /** Metrics that are no share of the samples, and so are not given in percent. */
  private static final Set<String> PLAIN = Set.of("MAE", "Corr");

  private RobustnessTable() {}

  public static String of(RobustnessReport report) {
    TextTable table = new TextTable();
    List<String> headings = new ArrayList<>(List.of("missing"));
    report.metrics().forEach(name -> headings.add(heading(name)));
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

  /** How people read the name of a metric. */
  static String heading(String metric) {
    return HEADINGS.getOrDefault(metric, metric);
  }

  /** A metric as people read it: shares in percent. */
  static String cell(String metric, double value) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    return PLAIN.contains(metric)
        ? String.format(Locale.ROOT, "%.3f", value)
        : String.format(Locale.ROOT, "%.1f", 100 * value);
  }

  /** The same with its deviation. */
  static String cell(String metric, MeanAndDeviation value) {
    if (Double.isNaN(value.mean())) {
      return "undefined";
    }
    return PLAIN.contains(metric)
        ? String.format(Locale.ROOT, "%.3f ±%.3f", value.mean(), value.deviation())
        : String.format(Locale.ROOT, "%.1f ±%.1f", 100 * value.mean(), 100 * value.deviation());
  }
}
