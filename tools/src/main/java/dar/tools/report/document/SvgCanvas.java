package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Locale;

/**
 * Writes what is drawn as SVG elements. Colours are classes, one an {@link Ink}, so that a page may
 * choose them; where they stand, the elements take {@code currentColor}.
 */
record SvgCanvas(Markup out) implements Canvas {
  private static final String SEGMENTS = "MLQCZ";
  private static final int[] COORDINATES = {2, 2, 4, 6, 0};

  @Override
  public void fill(Shape shape, Ink ink, double opacity) {
    out.empty("path", filled(shape, ink, opacity).buildOrThrow());
  }

  @Override
  public void mark(Shape shape, Ink ink, double opacity, Mark mark) {
    ImmutableMap.Builder<String, String> attributes = filled(shape, ink, opacity);
    mark.data().forEach((name, value) -> attributes.put("data-" + name, value));
    out.open("path", attributes.buildOrThrow());
    out.open("title").text(mark.words()).raw("</title>").close("path");
  }

  @Override
  public void stroke(Shape shape, Ink ink, double width, boolean dashed) {
    ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
    attributes.put("class", ink.key()).put("fill", "none").put("stroke", "currentColor");
    attributes.put("stroke-width", Numbers.length(width)).put("stroke-linejoin", "round");
    if (dashed) {
      attributes.put("stroke-dasharray", "5 4");
    }
    out.empty("path", attributes.put("d", path(shape)).buildOrThrow());
  }

  @Override
  public void text(String text, double x, double y, Anchor anchor, Ink ink) {
    out.element(
        "text",
        ImmutableMap.of(
            "class", ink.key(),
            "x", Numbers.length(x),
            "y", Numbers.length(y),
            "text-anchor", anchor.name().toLowerCase(Locale.ROOT)),
        text);
  }

  private static ImmutableMap.Builder<String, String> filled(Shape shape, Ink ink, double opacity) {
    ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
    attributes.put("class", ink.key()).put("d", path(shape));
    if (opacity < 1) {
      attributes.put("fill-opacity", Numbers.length(opacity));
    }
    return attributes;
  }

  /** The outline in the words of SVG's path data. */
  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] coordinates = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      int segment = i.currentSegment(coordinates);
      path.append(SEGMENTS.charAt(segment));
      for (int c = 0; c < COORDINATES[segment]; c++) {
        path.append(c == 0 ? "" : " ").append(Numbers.length(coordinates[c]));
      }
    }
    return path.toString();
  }
}
