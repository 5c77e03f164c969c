package dar.tools.report.document;

import com.google.common.primitives.ImmutableDoubleArray;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Shapes of points, so that series differ by more than colour. */
enum Symbol {
  CIRCLE,
  SQUARE(-1, -1, 1, -1, 1, 1, -1, 1),
  TRIANGLE(0, -1.25, 1.2, 0.95, -1.2, 0.95),
  DIAMOND(0, -1.35, 1.35, 0, 0, 1.35, -1.35, 0),
  TURNED_TRIANGLE(0, 1.25, 1.2, -0.95, -1.2, -0.95),
  CROSS(
      -0.4, -1.3, 0.4, -1.3, 0.4, -0.4, 1.3, -0.4, 1.3, 0.4, 0.4, 0.4, 0.4, 1.3, -0.4, 1.3, -0.4,
      0.4, -1.3, 0.4, -1.3, -0.4, -0.4, -0.4);

  private final ImmutableDoubleArray corners;

  Symbol(double... corners) {
    this.corners = ImmutableDoubleArray.copyOf(corners);
  }

  /** The symbol of the series of this number; they come round again. */
  static Symbol series(int number) {
    return values()[number % values().length];
  }

  Shape at(double x, double y, double radius) {
    if (corners.isEmpty()) {
      return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }
    Path2D.Double path = new Path2D.Double();
    path.moveTo(x + radius * corners.get(0), y + radius * corners.get(1));
    for (int i = 2; i < corners.length(); i += 2) {
      path.lineTo(x + radius * corners.get(i), y + radius * corners.get(i + 1));
    }
    path.closePath();
    return path;
  }
}
