package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** A scatter plot in a frame without numbers; both axes have the same scale. */
record ScatterDrawing(Scatter scatter, Legend legend, Axis x, Axis y) implements Drawing {
  private static final double PLOT = 300;
  private static final double MARGIN = 14;

  static ScatterDrawing of(Scatter scatter) {
    Legend legend = Legend.of(scatter.groups().stream().map(Scatter.Group::name).toList());
    List<Scatter.Point> points =
        scatter.groups().stream().flatMap(group -> group.points().stream()).toList();
    Axis.Range xs = Axis.Range.of(points.stream().mapToDouble(Scatter.Point::x));
    Axis.Range ys = Axis.Range.of(points.stream().mapToDouble(Scatter.Point::y));
    double width = Canvas.WIDTH - 2 * MARGIN;
    double height = PLOT - 2 * MARGIN;
    double unit = Math.max((xs.high() - xs.low()) / width, (ys.high() - ys.low()) / height);
    double xLow = (xs.low() + xs.high() - unit * width) / 2;
    double yLow = (ys.low() + ys.high() - unit * height) / 2;
    double bottom = legend.height() + PLOT - MARGIN;
    return new ScatterDrawing(
        scatter,
        legend,
        new Axis(xLow, xLow + unit * width, MARGIN, MARGIN + width),
        new Axis(yLow, yLow + unit * height, bottom, bottom - height));
  }

  @Override
  public double height() {
    return legend.height() + PLOT + 1;
  }

  @Override
  public void draw(Canvas canvas) {
    legend.draw(canvas);
    canvas.stroke(
        new Rectangle2D.Double(0.5, legend.height() + 0.5, Canvas.WIDTH - 1, PLOT),
        Ink.GRID,
        1,
        false);
    for (int i = 0; i < scatter.groups().size(); i++) {
      Scatter.Group group = scatter.groups().get(i);
      for (Scatter.Point point : group.points()) {
        if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
          canvas.mark(
              Symbol.series(i).at(x.at(point.x()), y.at(point.y()), 2.6),
              Ink.series(i),
              0.7,
              mark(group.name(), point));
        }
      }
    }
  }

  private static Mark mark(String group, Scatter.Point point) {
    return new Mark(
        ImmutableMap.of(
            "series", group, "x", Double.toString(point.x()), "y", Double.toString(point.y())),
        group);
  }
}
