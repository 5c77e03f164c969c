package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import java.util.stream.Stream;

/** A figure as SVG: inside a page that gives it colours and a caption, or as a file of its own. */
final class Svg {
  /** What a file has around the figure: white, and above it the title. */
  static final double MARGIN = 14;

  static final double TITLE = 34;

  private Svg() {}

  /** For a page that defines a class for each {@link Ink}. */
  static String inline(Figure figure) {
    Drawing drawing = Drawing.of(figure);
    Markup out = new Markup();
    open(out, figure, 0, 0, Canvas.WIDTH, drawing.height());
    drawing.draw(new SvgCanvas(out));
    return out.close("svg").toString();
  }

  /** A document that stands alone, black on white. */
  static String file(Figure figure) {
    Drawing drawing = Drawing.of(figure);
    Markup out = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    double width = Canvas.WIDTH + 2 * MARGIN;
    double height = drawing.height() + TITLE + 2 * MARGIN;
    open(out, figure, -MARGIN, -TITLE - MARGIN, width, height);
    out.open("style").raw("\n");
    Stream.of(Ink.values())
        .forEach(ink -> out.raw(".%s{color:%s}\n".formatted(ink.key(), ink.onLight())));
    out.close("style");
    out.empty(
        "rect",
        ImmutableMap.of(
            "class", Ink.PAPER.key(),
            "x", Numbers.length(-MARGIN),
            "y", Numbers.length(-TITLE - MARGIN),
            "width", Numbers.length(width),
            "height", Numbers.length(height)));
    SvgCanvas canvas = new SvgCanvas(out);
    out.open("g", ImmutableMap.of("font-weight", "600"));
    canvas.text(title(figure), 0, -TITLE + 14, Canvas.Anchor.START, Ink.TEXT);
    out.close("g");
    drawing.draw(canvas);
    return out.close("svg").toString();
  }

  /** The title, as far as it fits; it is bold, and so a little wider. */
  static String title(Figure figure) {
    return TextWidth.fit(figure.title(), 0.9 * Canvas.WIDTH);
  }

  private static void open(
      Markup out, Figure figure, double x, double y, double width, double height) {
    String description = figure.name() + "-description";
    out.open(
            "svg",
            ImmutableMap.<String, String>builder()
                .put("xmlns", "http://www.w3.org/2000/svg")
                .put("role", "img")
                .put("aria-label", figure.title())
                .put("aria-describedby", description)
                .put("data-figure", figure.name())
                .put(
                    "viewBox",
                    "%s %s %s %s"
                        .formatted(
                            Numbers.length(x),
                            Numbers.length(y),
                            Numbers.length(width),
                            Numbers.length(height)))
                .put("font-family", "system-ui, sans-serif")
                .put("font-size", Numbers.length(Canvas.FONT_SIZE))
                .put("fill", "currentColor")
                .buildOrThrow())
        .raw("\n")
        .element("desc", ImmutableMap.of("id", description), Description.of(figure));
  }
}
