package dar.tools.report.document;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A figure as a PNG, two pixels a CSS pixel, with the margin and the title of the SVG's file. */
final class Png {
  private static final int SCALE = 2;

  static {
    // Nothing is shown on a screen, and none is asked for.
    System.setProperty("java.awt.headless", "true");
  }

  private Png() {}

  /** Why Java cannot draw text here, if it cannot: a bare container has no fonts. */
  static Optional<String> obstacle() {
    try {
      BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      image.createGraphics().drawString("x", 0, 0);
      return Optional.empty();
    } catch (LinkageError | InternalError e) {
      return Optional.of("expected fontconfig and a font for Java to draw with, found none");
    }
  }

  static byte[] of(Figure figure) {
    Drawing drawing = Drawing.of(figure);
    double width = Canvas.WIDTH + 2 * Svg.MARGIN;
    double height = drawing.height() + Svg.TITLE + 2 * Svg.MARGIN;
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(SCALE * width),
            (int) Math.ceil(SCALE * height),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(SCALE, SCALE);
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) Canvas.FONT_SIZE);
    PictureCanvas canvas = new PictureCanvas(graphics, font);
    canvas.fill(new Rectangle2D.Double(0, 0, width + 1, height + 1), Ink.PAPER, 1);
    graphics.translate(Svg.MARGIN, Svg.MARGIN + Svg.TITLE);
    new PictureCanvas(graphics, font.deriveFont(Font.BOLD))
        .text(Svg.title(figure), 0, -Svg.TITLE + 14, Canvas.Anchor.START, Ink.TEXT);
    drawing.draw(canvas);
    graphics.dispose();
    return bytes(image);
  }

  private static byte[] bytes(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
