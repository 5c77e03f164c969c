package dar.tools.report.document;

import java.util.List;

/**
 * Lines over a common axis, each with a band.
 *
 * @param x what the horizontal axis shows
 * @param y what the vertical axis shows
 */
public record LineChart(String name, String title, String x, String y, List<Line> lines)
    implements Figure {
  public LineChart {
    lines = List.copyOf(lines);
  }

  /** One line, its points from left to right. */
  public record Line(String name, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** A point and its band from low to high; low and high are y where there is no band. */
  public record Point(double x, double y, double low, double high) {
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }
  }
}
