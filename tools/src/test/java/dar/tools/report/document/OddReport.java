package dar.tools.report.document;

import dar.tools.report.document.Table.Cell;
import dar.tools.report.document.Table.Unit;
import dar.tools.report.document.Table.Value;
import dar.tools.report.document.Table.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Reports that are hard to draw: for tests, and for a browser to judge. */
public final class OddReport {
  private static final String HOSTILE = "</style><script>attacked = 1</script><img src=x> & \"'";

  private OddReport() {}

  /** Two lines of two points, one with a band. */
  static LineChart small() {
    return new LineChart(
        "small",
        "Loss & <metric>",
        "rate",
        "loss",
        List.of(
            new LineChart.Line(
                "train", List.of(LineChart.Point.of(0, 0.5), LineChart.Point.of(0.1, 0.75))),
            new LineChart.Line(
                "valid",
                List.of(
                    new LineChart.Point(0, 0.25, 0.125, 0.375),
                    new LineChart.Point(0.1, 1 / 3.0, 0.25, 0.5)))));
  }

  /** Every kind of element, each at its limits. */
  public static Report report() {
    return new Report(
        HOSTILE,
        "What is hard to draw: " + HOSTILE,
        List.of(
            new Report.Section("Nothing", "", List.of()),
            new Report.Section(
                "Lines " + HOSTILE,
                "A paragraph.\n\nAnother one with " + HOSTILE,
                List.of(
                    small(),
                    many(),
                    line("constant", x -> 0.25),
                    line("tiny", x -> 1e-9 * x),
                    line("huge", x -> 3e12 * x * x),
                    line("undefined", x -> Double.NaN),
                    line("holes", x -> Math.round(10 * x) % 3 == 1 ? Double.NaN : x),
                    line("infinite", x -> 1 / x),
                    line("below-zero", x -> -123.4 - x),
                    new LineChart("empty", "No lines", "x", "y", List.of()))),
            new Report.Section("Tables", "", List.of(wide(), small(12), small(0))),
            new Report.Section("Grids", "", List.of(grid("grid", 7), grid("one", 1), names())),
            new Report.Section(
                "Points", "", List.of(points(), new Scatter("none", "None", List.of())))));
  }

  private static LineChart line(String name, DoubleUnaryOperator y) {
    return new LineChart(name, name, "x", "y", List.of(line(name, y, 0)));
  }

  private static LineChart.Line line(String name, DoubleUnaryOperator y, double band) {
    return new LineChart.Line(
        name,
        DoubleStream.iterate(0, x -> x + 1)
            .limit(11)
            .map(x -> x / 10)
            .mapToObj(
                x ->
                    new LineChart.Point(
                        x,
                        y.applyAsDouble(x),
                        y.applyAsDouble(x) - band,
                        y.applyAsDouble(x) + band))
            .toList());
  }

  /** More lines than colours, and names that do not fit. */
  private static LineChart many() {
    List<LineChart.Line> lines = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      double slope = i;
      lines.add(line("line %d %s".formatted(i, "m".repeat(5 * i)), x -> slope * x, 0.1));
    }
    lines.add(line(HOSTILE.repeat(2), x -> -x, 0));
    return new LineChart("many", "Many lines ".repeat(8), "x ".repeat(200), HOSTILE, lines);
  }

  private static Table wide() {
    List<String> headings = IntStream.range(0, 20).mapToObj(i -> "heading " + i).toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      List<Cell> cells = new ArrayList<>(List.of(new Words(row == 0 ? HOSTILE.repeat(3) : "row")));
      for (int i = 1; i < headings.size(); i++) {
        cells.add(new Value(i / 20.0, 0.01, row == 2 || i % 2 == 0 ? Unit.SHARE : Unit.PLAIN));
      }
      rows.add(cells);
    }
    return new Table(
        "wide", "A table that is wider than a phone, of a long title that goes on", headings, rows);
  }

  private static Table small(int rows) {
    return new Table(
        "rows-" + rows,
        "Rows: " + rows,
        List.of("name", "text"),
        IntStream.range(0, rows)
            .mapToObj(
                i -> List.<Cell>of(new Words("row " + i), new Words("0123456789abcdef".repeat(i))))
            .toList());
  }

  private static Heatmap grid(String name, int size) {
    List<String> classes = IntStream.range(0, size).mapToObj(i -> Integer.toString(i - 3)).toList();
    List<List<Double>> values =
        IntStream.range(0, size)
            .mapToObj(row -> IntStream.range(0, size).mapToObj(c -> 1.0 * row * c).toList())
            .toList();
    return new Heatmap(name, "A grid", "predicted", "true", classes, classes, values);
  }

  private static Heatmap names() {
    return new Heatmap(
        "names",
        "Long names",
        HOSTILE,
        "rows",
        List.of("a name that is long", HOSTILE, "c"),
        List.of("another name that is long", "r"),
        List.of(List.of(0.123456, Double.NaN, -2.5), List.of(1e-7, 123456789.0, 0.0)));
  }

  private static Scatter points() {
    List<Scatter.Group> groups = new ArrayList<>();
    for (int group = 0; group < 7; group++) {
      List<Scatter.Point> points = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        points.add(new Scatter.Point(group + Math.sin(i), 0.1 * i * group));
      }
      points.add(new Scatter.Point(Double.NaN, 1));
      groups.add(new Scatter.Group("group " + group, points));
    }
    return new Scatter("points", "Points", groups);
  }
}
