package dar.tools.reproduce.tables;

import dar.tools.paper.PaperTable;
import dar.tools.report.document.Table.Cell;
import dar.training.metric.MeanAndDeviation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The paper's numbers below ours, in the same columns.
 *
 * @param metrics the columns
 */
record PaperRows(List<String> metrics) {

  /** One row of the paper. */
  List<Cell> paper(List<String> words, PaperTable.Row row, Cell... after) {
    return MetricCells.row(words, metrics, metric -> printed(row, metric), after);
  }

  /** Ours minus the paper's. */
  List<Cell> difference(List<String> words, Results ours, PaperTable.Row row, Cell... after) {
    return MetricCells.row(
        words,
        metrics,
        metric -> MetricCells.exactly(ours.average(metric).mean() - printed(row, metric).mean()),
        after);
  }

  /** NaN where the paper has another metric. */
  private static MeanAndDeviation printed(PaperTable.Row row, String metric) {
    return MetricCells.exactly(row.metrics().getOrDefault(metric, Double.NaN));
  }

  /** The paper's rows for a study, if it compares itself with the paper and any metric matches. */
  static List<PaperTable.Row> of(PaperTable table, Study study, List<String> metrics) {
    return study.benchmark().map(table::on).orElse(List.of()).stream()
        .filter(row -> metrics.stream().anyMatch(row.metrics()::containsKey))
        .toList();
  }

  static Optional<PaperTable.Row> find(List<PaperTable.Row> rows, String method) {
    return rows.stream().filter(row -> row.method().equals(method)).findFirst();
  }

  /** What a reader should know of the paper's numbers; empty where none are shown. */
  static String prose(Study study, List<PaperTable.Row> rows) {
    if (rows.isEmpty()) {
      return study.benchmark().isPresent() ? " The paper has no such numbers of these data." : "";
    }
    String name = rows.get(0).benchmark().name();
    boolean same = study.dataset().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    String odd =
        rows.stream()
            .filter(row -> !row.comment().isEmpty())
            .map(row -> " %s: %s.".formatted(row.method(), row.comment()))
            .collect(Collectors.joining());
    return " The paper's numbers are of %s%s.%s"
        .formatted(
            name,
            same
                ? ""
                : ", ours of %s: their difference tells nothing of agreement"
                    .formatted(study.dataset()),
            odd.isEmpty() ? "" : " Notes on its rows:" + odd);
  }
}
