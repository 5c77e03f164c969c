package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a chart in its place.
 *
 * @param number among the chart's lines; it chooses ink, symbol and dashes
 * @param xName what the horizontal axis shows
 */
record DrawnLine(LineChart.Line line, int number, String xName, Axis x, Axis y) {

  boolean isEmpty() {
    return stretches().isEmpty();
  }

  void drawBand(Canvas canvas) {
    for (List<LineChart.Point> stretch : stretches()) {
      if (stretch.stream().anyMatch(DrawnLine::hasBand)) {
        canvas.fill(band(stretch), Ink.series(number), 0.16);
      }
    }
  }

  void draw(Canvas canvas) {
    boolean dashed = number >= Symbol.values().length;
    for (List<LineChart.Point> stretch : stretches()) {
      canvas.stroke(path(stretch), Ink.series(number), 1.75, dashed);
      for (LineChart.Point point : stretch) {
        canvas.mark(
            Symbol.series(number).at(x.at(point.x()), y.at(point.y()), radius()),
            Ink.series(number),
            1,
            mark(point));
      }
    }
  }

  /** Points of many epochs are small, lest they hide their line. */
  private double radius() {
    if (line.points().size() <= 12) {
      return 3.2;
    }
    return line.points().size() <= 40 ? 2 : 1.2;
  }

  /** A line is broken where a value is not defined. */
  private List<List<LineChart.Point>> stretches() {
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

  private Mark mark(LineChart.Point point) {
    ImmutableMap.Builder<String, String> data = ImmutableMap.builder();
    data.put("series", line.name());
    data.put("x", Double.toString(point.x())).put("y", Double.toString(point.y()));
    String words =
        "%s, %s %s: %s"
            .formatted(line.name(), xName, Numbers.brief(point.x()), Numbers.brief(point.y()));
    if (hasBand(point)) {
      data.put("low", Double.toString(point.low())).put("high", Double.toString(point.high()));
      words += " (%s to %s)".formatted(Numbers.brief(point.low()), Numbers.brief(point.high()));
    }
    return new Mark(data.buildOrThrow(), words);
  }
}
