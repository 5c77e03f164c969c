package dar.tools.reproduce.tables;

import com.google.common.collect.ImmutableList;
import dar.tools.report.MetricNames;
import dar.tools.report.document.Table.Cell;
import dar.tools.report.document.Table.Unit;
import dar.tools.report.document.Table.Value;
import dar.tools.report.document.Table.Words;
import dar.training.metric.MeanAndDeviation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Metrics as the columns of a table. */
final class MetricCells {
  static final Cell BLANK = new Words("");

  private MetricCells() {}

  /** Headings, those of the metrics between others. */
  static List<String> headings(List<String> before, List<String> metrics, String... after) {
    return ImmutableList.<String>builder()
        .addAll(before)
        .addAll(metrics.stream().map(MetricNames::heading).toList())
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
            metrics.stream().map(metric -> value(value.apply(metric), MetricNames.unit(metric))),
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
