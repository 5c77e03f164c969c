package dar.tools.report.document;

import java.awt.geom.Line2D;
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
    List<DrawnLine> lines = new ArrayList<>();
    for (LineChart.Line line : chart.lines()) {
      lines.add(new DrawnLine(line, lines.size(), chart.x(), x, y));
    }
    lines.forEach(line -> line.drawBand(canvas));
    lines.forEach(line -> line.draw(canvas));
    if (lines.stream().allMatch(DrawnLine::isEmpty)) {
      canvas.text(
          "no values",
          (x.from() + x.to()) / 2,
          (y.from() + y.to()) / 2,
          Canvas.Anchor.MIDDLE,
          Ink.MUTED);
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
}
