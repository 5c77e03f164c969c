package dar.tools.report.document;

import java.util.List;

/** Points of several groups in the plane, on axes that carry no unit. */
public record Scatter(String name, String title, List<Group> groups) implements Figure {
  public Scatter {
    groups = List.copyOf(groups);
  }

  /** Points that belong together. */
  public record Group(String name, List<Point> points) {
    public Group {
      points = List.copyOf(points);
    }
  }

  /** A point. */
  public record Point(double x, double y) {}
}
