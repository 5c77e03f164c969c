package dar.tools.report.document;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.TextLayout;

/** Paints what is drawn, in the colours of a white page. */
record PictureCanvas(Graphics2D graphics, Font font) implements Canvas {

  @Override
  public void fill(Shape shape, Ink ink, double opacity) {
    graphics.setColor(new Color(ink.rgb()));
    graphics.setComposite(AlphaComposite.SrcOver.derive((float) opacity));
    graphics.fill(shape);
    graphics.setComposite(AlphaComposite.SrcOver);
  }

  /** A picture shows no numbers but those that are drawn. */
  @Override
  public void mark(Shape shape, Ink ink, double opacity, Mark mark) {
    fill(shape, ink, opacity);
  }

  @Override
  public void stroke(Shape shape, Ink ink, double width, boolean dashed) {
    graphics.setColor(new Color(ink.rgb()));
    float[] dashes = dashed ? new float[] {5, 4} : null;
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
    graphics.draw(shape);
  }

  @Override
  public void text(String text, double x, double y, Anchor anchor, Ink ink) {
    if (text.isEmpty()) {
      return; // a layout of nothing is refused
    }
    TextLayout layout = new TextLayout(text, font, graphics.getFontRenderContext());
    double left =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - layout.getAdvance() / 2;
          case END -> x - layout.getAdvance();
        };
    graphics.setColor(new Color(ink.rgb()));
    layout.draw(graphics, (float) left, (float) y);
  }
}
