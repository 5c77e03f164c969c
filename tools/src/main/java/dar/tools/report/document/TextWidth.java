package dar.tools.report.document;

/**
 * How wide a text is at most, about. An estimate instead of a font's measure: the reader's font is
 * not known when an SVG is written.
 */
final class TextWidth {
  private static final String NARROW = "iljtfrI.,:;|!'()[] ";
  private static final String WIDE = "mwMW@%<>=+~#&±…";

  private TextWidth() {}

  /** In pixels, at the canvas's size of font. */
  static double of(String text) {
    return Canvas.FONT_SIZE * text.codePoints().mapToDouble(TextWidth::ofCharacter).sum();
  }

  private static double ofCharacter(int character) {
    if (NARROW.indexOf(character) >= 0) {
      return 0.36;
    }
    if (WIDE.indexOf(character) >= 0 || character > 0x2E7F) {
      return 1;
    }
    return Character.isUpperCase(character) ? 0.7 : 0.6;
  }

  /** The text, or as much of its beginning as fits, and an ellipsis. */
  static String fit(String text, double width) {
    if (of(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && of(text.substring(0, end) + "…") > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).stripTrailing() + "…";
  }
}
