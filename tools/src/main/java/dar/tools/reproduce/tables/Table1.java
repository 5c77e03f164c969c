package dar.tools.reproduce.tables;

import static dar.tools.reproduce.tables.MetricCells.headings;

import dar.tools.paper.PaperTable;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import dar.tools.report.document.Table.Cell;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import dar.training.metric.MeanAndDeviation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Robustness of the full model, beside the paper's Table 1. */
record Table1(Study study, List<String> metrics, Results ours) {
  static Report.Section of(Study study) {
    return new Table1(study, study.metrics(Target.TABLE1), study.of(Variant.FULL)).section();
  }

  private Report.Section section() {
    List<PaperTable.Row> paper = PaperRows.of(PaperTable.table1(), study, metrics);
    List<Report.Element> elements = new ArrayList<>(List.of(byRate()));
    if (!paper.isEmpty()) {
      elements.add(besidePaper(paper));
    }
    if (hasPerMetric()) {
      elements.add(policies());
      elements.add(perMetricByRate());
    }
    return new Report.Section(
        "Table 1: robustness",
        "Mean ± deviation over %s training seeds of the mean over mask seeds, on the test split, of"
                .formatted(ours.seeds())
            + " the one model with the smallest validation loss. AUILC is the area under each"
            + " metric's line over missing rates, by the trapezoid rule."
            + PaperRows.prose(study, paper),
        elements);
  }

  private Table byRate() {
    List<List<Cell>> rows = new ArrayList<>();
    for (double rate : rates(CellResult::test)) {
      rows.add(row(Double.toString(rate), metric -> at(CellResult::test, rate, metric)));
    }
    rows.add(row("average", ours::average));
    rows.add(row("AUILC", metric -> ours.over(cell -> cell.test().area(metric))));
    return new Table(
        "table1", "Robustness by missing rate", headings(List.of("missing"), metrics), rows);
  }

  private Table besidePaper(List<PaperTable.Row> paper) {
    PaperRows columns = new PaperRows(metrics);
    List<List<Cell>> rows = new ArrayList<>(List.of(row("ours", ours::average)));
    PaperTable.Row dar = PaperRows.find(paper, PaperTable.DAR).orElseThrow();
    rows.add(columns.paper(List.of("DAR, paper"), dar));
    rows.add(columns.difference(List.of("ours - paper"), ours, dar));
    paper.stream()
        .filter(row -> !row.equals(dar))
        .forEach(row -> rows.add(columns.paper(List.of(row.method() + ", paper"), row)));
    return new Table(
        "table1-paper",
        "Averages over missing rates beside the paper's Table 1",
        headings(List.of("method"), metrics),
        rows);
  }

  private boolean hasPerMetric() {
    return !ours.cells().isEmpty()
        && ours.cells().stream().allMatch(cell -> cell.perMetric().isPresent());
  }

  private Table policies() {
    return new Table(
        "table1-policies",
        "Which epoch is measured: one model for all metrics, or for each metric its own",
        headings(List.of("epoch"), metrics),
        List.of(
            row("smallest validation loss", ours::average),
            row("best on validation in each metric", this::bestAverage)));
  }

  private MeanAndDeviation bestAverage(String metric) {
    return ours.over(cell -> cell.perMetric().orElseThrow().average(metric));
  }

  private Table perMetricByRate() {
    Function<CellResult, Curves> best = cell -> cell.perMetric().orElseThrow();
    List<List<Cell>> rows = new ArrayList<>();
    for (double rate : rates(best)) {
      rows.add(row(Double.toString(rate), metric -> at(best, rate, metric)));
    }
    rows.add(row("average", this::bestAverage));
    return new Table(
        "table1-per-metric",
        "Each metric under the epoch that is best in it on validation",
        headings(List.of("missing"), metrics),
        rows);
  }

  private List<Double> rates(Function<CellResult, Curves> curves) {
    Optional<CellResult> first = ours.cells().stream().findFirst();
    return first.map(cell -> List.copyOf(curves.apply(cell).byRate().keySet())).orElse(List.of());
  }

  private MeanAndDeviation at(Function<CellResult, Curves> curves, double rate, String metric) {
    return ours.over(cell -> curves.apply(cell).at(rate, metric));
  }

  private List<Cell> row(String name, Function<String, MeanAndDeviation> value) {
    return MetricCells.row(List.of(name), metrics, value);
  }
}
