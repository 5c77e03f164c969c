package dar.tools.reproduce.tables;

import com.google.common.collect.ImmutableList;
import dar.tools.report.document.Table.Cell;
import dar.tools.report.document.Table.Unit;
import dar.tools.report.document.Table.Value;
import dar.tools.report.document.Table.Words;
import dar.training.metric.MeanAndDeviation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Metrics as the columns of a table. */
final class MetricCells {
  static final Cell BLANK = new Words("");

  private static final Map<String, String> HEADINGS =
      Map.of(
          "Has0_acc_2", "Acc-2 Has0",
          "Has0_F1_score", "F1 Has0",
          "Non0_acc_2", "Acc-2 Non0",
          "Non0_F1_score", "F1 Non0",
          "Mult_acc_5", "Acc-5",
          "Mult_acc_7", "Acc-7");

  /** Metrics that are no share of the samples. */
  private static final Set<String> PLAIN = Set.of("MAE", "Corr");

  private MetricCells() {}

  static String heading(String metric) {
    return HEADINGS.getOrDefault(metric, metric);
  }

  static Unit unit(String metric) {
    return PLAIN.contains(metric) ? Unit.PLAIN : Unit.SHARE;
  }

  /** Headings, those of the metrics between others. */
  static List<String> headings(List<String> before, List<String> metrics, String... after) {
    return ImmutableList.<String>builder()
        .addAll(before)
        .addAll(metrics.stream().map(MetricCells::heading).toList())
        .add(after)
        .build();
  }

  /** A row, a value for each metric between other cells. */
  static List<Cell> row(
      List<String> words,
      List<String> metrics,
      Function<String, MeanAndDeviation> value,
      Cell... after) {
    return Stream.of(
            words.stream().map(Words::new),
            metrics.stream().map(metric -> value(value.apply(metric), unit(metric))),
            Stream.of(after))
        .<Cell>flatMap(cells -> cells)
        .toList();
  }

  static Value value(MeanAndDeviation both, Unit unit) {
    return new Value(both.mean(), both.deviation(), unit);
  }

  /** A number without a deviation. */
  static MeanAndDeviation exactly(double value) {
    return new MeanAndDeviation(value, Double.NaN);
  }
}
