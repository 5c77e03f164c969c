package dar.tools.bench;

import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What {@code dar bench} found as a report: all numbers, and an update's time over t and batch. */
public final class BenchReport {
  private static final double MEGA = 1e6;
  private static final String MILLISECONDS = "ms an update, median and quartiles";

  private final BenchResult result;

  private BenchReport(BenchResult result) {
    this.result = result;
  }

  public static Report of(BenchResult result) {
    BenchReport report = new BenchReport(result);
    List<Report.Section> sections = new ArrayList<>();
    sections.add(
        new Report.Section(
            "All sizes",
            "Medians of %d rounds; shares are of the machine's rate of large float32 products. The"
                    .formatted(result.rounds())
                + " features and the fit of q on them were run alone, main is the rest of an update.",
            List.of(report.all())));
    report.distinct(Case::preset).forEach(preset -> sections.add(report.section(preset)));
    return new Report("Speed", result.machine().toString(), sections);
  }

  private Table all() {
    List<String> headings =
        List.of(
            "preset",
            "precision",
            "t",
            "batch",
            "update ms",
            "GFLOP",
            "share",
            "features, q ms",
            "main ms",
            "predict 1 ms",
            "predict batch ms",
            "load ms",
            "start-up s",
            "peak MB");
    return new Table("sizes", "Medians", headings, result.cases().stream().map(this::row).toList());
  }

  private List<Table.Cell> row(CaseResult found) {
    return List.of(
        new Table.Words(found.size().preset()),
        new Table.Words(found.size().precision()),
        new Table.Words(Integer.toString(found.size().steps())),
        new Table.Words(Integer.toString(found.size().batch())),
        plain(found.step().milliseconds().median()),
        plain(found.step().gigaOperations()),
        new Table.Value(found.step().share(), Double.NaN, Table.Unit.SHARE),
        plain(found.fit().milliseconds().median()),
        plain(found.main().milliseconds().median()),
        plain(found.predictOne().milliseconds().median()),
        plain(found.predictBatch().milliseconds().median()),
        plain(found.loading().median()),
        plain(found.startUp().total()),
        plain(found.peakMemory() == null ? Double.NaN : found.peakMemory() / MEGA));
  }

  private Report.Section section(String preset) {
    List<Integer> steps = distinct(Case::steps);
    List<Integer> batches = distinct(Case::batch);
    return new Report.Section(
        "An update of " + preset,
        "",
        List.of(
            grid(preset, steps, batches),
            chart(preset, "batch", batches, "t", steps, (x, line) -> step(preset, line, x)),
            chart(preset, "t", steps, "batch", batches, (x, line) -> step(preset, x, line))));
  }

  private Table grid(String preset, List<Integer> steps, List<Integer> batches) {
    List<String> headings = new ArrayList<>(List.of("t"));
    batches.forEach(batch -> headings.add("batch " + batch));
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (int t : steps) {
      List<Table.Cell> row = new ArrayList<>(List.of(new Table.Words(Integer.toString(t))));
      for (int batch : batches) {
        row.add(plain(step(preset, t, batch).map(Spread::median).orElse(Double.NaN)));
      }
      rows.add(row);
    }
    return new Table("update-" + preset, "ms an update", headings, rows);
  }

  /** What was found at a place of a line. */
  @FunctionalInterface
  private interface StepAt {
    Optional<Spread> of(int x, int line);
  }

  private LineChart chart(
      String preset,
      String x,
      List<Integer> places,
      String line,
      List<Integer> names,
      StepAt step) {
    List<LineChart.Line> lines = new ArrayList<>();
    for (int name : names) {
      List<LineChart.Point> points = new ArrayList<>();
      for (int place : places) {
        step.of(place, name)
            .ifPresent(
                found ->
                    points.add(
                        new LineChart.Point(place, found.median(), found.low(), found.high())));
      }
      lines.add(new LineChart.Line("%s %d".formatted(line, name), points));
    }
    return new LineChart(
        "update-%s-over-%s".formatted(preset, x), "An update over " + x, x, MILLISECONDS, lines);
  }

  private Optional<Spread> step(String preset, int t, int batch) {
    return result.cases().stream()
        .filter(found -> found.size().isOf(preset, t, batch))
        .map(found -> found.step().milliseconds())
        .findFirst();
  }

  private <T> List<T> distinct(Function<Case, T> what) {
    return result.cases().stream().map(CaseResult::size).map(what).distinct().sorted().toList();
  }

  private static Table.Value plain(double value) {
    return new Table.Value(value, Double.NaN, Table.Unit.PLAIN);
  }
}
