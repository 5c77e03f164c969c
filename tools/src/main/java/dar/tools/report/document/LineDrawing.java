package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** A line chart: bands, lines and their points over a light grid; the legend stands above it. */
record LineDrawing(LineChart chart, Legend legend, Axis x, Axis y, Ticks xTicks, Ticks yTicks)
    implements Drawing {
  private static final double PLOT = 200;
  private static final double RIGHT = Canvas.WIDTH - 14;
  private static final double ABOVE = 30;
  private static final double BELOW = 46;

  static LineDrawing of(LineChart chart) {
    Legend legend = Legend.of(chart.lines().stream().map(LineChart.Line::name).toList());
    Axis.Range xs = Axis.Range.of(points(chart).stream().mapToDouble(LineChart.Point::x));
    Axis.Range ys =
        Axis.Range.of(
            points(chart).stream().flatMapToDouble(p -> DoubleStream.of(p.low(), p.y(), p.high())));
    Ticks xTicks = Ticks.within(xs.low(), xs.high(), 6);
    Ticks yTicks = Ticks.around(ys.low(), ys.high(), 4);
    double labels =
        yTicks.values().stream().mapToDouble(v -> TextWidth.of(yTicks.label(v))).max().orElse(0);
    double top = legend.height() + ABOVE;
    return new LineDrawing(
        chart,
        legend,
        new Axis(xs.low(), xs.high(), labels + 14, RIGHT),
        new Axis(yTicks.first(), yTicks.last(), top + PLOT, top),
        xTicks,
        yTicks);
  }

  private static List<LineChart.Point> points(LineChart chart) {
    return chart.lines().stream().flatMap(line -> line.points().stream()).toList();
  }

  @Override
  public double height() {
    return y.from() + BELOW;
  }

  @Override
  public void draw(Canvas canvas) {
    legend.draw(canvas);
    drawAxes(canvas);
    if (chart.lines().stream().allMatch(line -> stretches(line).isEmpty())) {
      canvas.text(
          "no values",
          (x.from() + x.to()) / 2,
          (y.from() + y.to()) / 2,
          Canvas.Anchor.MIDDLE,
          Ink.MUTED);
    }
    for (int i = 0; i < chart.lines().size(); i++) {
      for (List<LineChart.Point> stretch : stretches(chart.lines().get(i))) {
        if (stretch.stream().anyMatch(LineDrawing::hasBand)) {
          canvas.fill(band(stretch), Ink.series(i), 0.16);
        }
      }
    }
    for (int i = 0; i < chart.lines().size(); i++) {
      LineChart.Line line = chart.lines().get(i);
      boolean dashed = i >= Symbol.values().length;
      for (List<LineChart.Point> stretch : stretches(line)) {
        canvas.stroke(path(stretch), Ink.series(i), 1.75, dashed);
        for (LineChart.Point point : stretch) {
          canvas.mark(
              Symbol.series(i).at(x.at(point.x()), y.at(point.y()), radius(line)),
              Ink.series(i),
              1,
              mark(line.name(), point));
        }
      }
    }
  }

  private void drawAxes(Canvas canvas) {
    canvas.text(
        TextWidth.fit(chart.y(), Canvas.WIDTH),
        0,
        legend.height() + 11,
        Canvas.Anchor.START,
        Ink.MUTED);
    for (double tick : yTicks.values()) {
      double level = y.at(tick);
      canvas.stroke(new Line2D.Double(x.from() - 4, level, RIGHT + 4, level), Ink.GRID, 1, false);
      canvas.text(yTicks.label(tick), x.from() - 10, level + 4.5, Canvas.Anchor.END, Ink.MUTED);
    }
    for (double tick : xTicks.values()) {
      canvas.text(xTicks.label(tick), x.at(tick), y.from() + 20, Canvas.Anchor.MIDDLE, Ink.MUTED);
    }
    canvas.text(
        TextWidth.fit(chart.x(), Canvas.WIDTH),
        (x.from() + x.to()) / 2,
        y.from() + 40,
        Canvas.Anchor.MIDDLE,
        Ink.MUTED);
  }

  /** Points of many epochs are small, lest they hide their line. */
  private static double radius(LineChart.Line line) {
    if (line.points().size() <= 12) {
      return 3.2;
    }
    return line.points().size() <= 40 ? 2 : 1.2;
  }

  /** A line is broken where a value is not defined. */
  private static List<List<LineChart.Point>> stretches(LineChart.Line line) {
    List<List<LineChart.Point>> stretches = new ArrayList<>();
    List<LineChart.Point> stretch = new ArrayList<>();
    for (LineChart.Point point : line.points()) {
      if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
        stretch.add(point);
      } else if (!stretch.isEmpty()) {
        stretches.add(stretch);
        stretch = new ArrayList<>();
      }
    }
    if (!stretch.isEmpty()) {
      stretches.add(stretch);
    }
    return stretches;
  }

  private static boolean hasBand(LineChart.Point point) {
    return Double.isFinite(point.low())
        && Double.isFinite(point.high())
        && point.low() < point.high();
  }

  private Path2D path(List<LineChart.Point> points) {
    Path2D path = new Path2D.Double();
    path.moveTo(x.at(points.get(0).x()), y.at(points.get(0).y()));
    points.stream().skip(1).forEach(p -> path.lineTo(x.at(p.x()), y.at(p.y())));
    return path;
  }

  /** Along the upper edge and back along the lower one. */
  private Path2D band(List<LineChart.Point> points) {
    List<LineChart.Point> edge = new ArrayList<>();
    for (LineChart.Point point : points) {
      edge.add(LineChart.Point.of(point.x(), hasBand(point) ? point.high() : point.y()));
    }
    for (int i = points.size() - 1; i >= 0; i--) {
      LineChart.Point point = points.get(i);
      edge.add(LineChart.Point.of(point.x(), hasBand(point) ? point.low() : point.y()));
    }
    Path2D path = path(edge);
    path.closePath();
    return path;
  }

  private Mark mark(String series, LineChart.Point point) {
    ImmutableMap.Builder<String, String> data = ImmutableMap.builder();
    data.put("series", series);
    data.put("x", Double.toString(point.x())).put("y", Double.toString(point.y()));
    String words =
        "%s, %s %s: %s"
            .formatted(series, chart.x(), Numbers.brief(point.x()), Numbers.brief(point.y()));
    if (hasBand(point)) {
      data.put("low", Double.toString(point.low())).put("high", Double.toString(point.high()));
      words += " (%s to %s)".formatted(Numbers.brief(point.low()), Numbers.brief(point.high()));
    }
    return new Mark(data.buildOrThrow(), words);
  }
}
