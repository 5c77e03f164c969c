package dar.tools.report.document;

import java.awt.Shape;

/**
 * Where a figure is drawn: shapes and texts, lengths in CSS pixels, y downwards. What stands on it
 * is laid out without asking for the size of a font, so that all canvases get the same figure.
 */
interface Canvas {
  /** The width of every figure; its height is its own. */
  double WIDTH = 400;

  double FONT_SIZE = 13;

  /** Which point of a text its x is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  void fill(Shape shape, Ink ink, double opacity);

  /** A filled shape that shows numbers. */
  void mark(Shape shape, Ink ink, double opacity, Mark mark);

  void stroke(Shape shape, Ink ink, double width, boolean dashed);

  /** A text whose letters stand on y. */
  void text(String text, double x, double y, Anchor anchor, Ink ink);
}
