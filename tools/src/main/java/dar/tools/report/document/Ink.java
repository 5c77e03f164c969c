package dar.tools.report.document;

import java.util.List;
import java.util.Locale;

/**
 * What figures and pages are drawn with. The series' colours are those that Okabe and Ito chose so
 * that all kinds of colour vision tell them apart ("Color Universal Design", 2008); on dark ground
 * the two blues change places, because the deep one is hard to see there.
 */
enum Ink {
  PAPER(0xFFFFFF, 0x14171C),
  TEXT(0x1D2126, 0xE9EBEE),
  MUTED(0x59616B, 0xA3ACB8),
  GRID(0xE3E6EA, 0x2E343C),
  ACCENT(0x0072B2, 0x56B4E9),
  /** Of a heat map's cells, thinned so far that text can be read on it. */
  HEAT(0x0072B2, 0x0072B2),
  BLUE(0x0072B2, 0x56B4E9),
  VERMILLION(0xD55E00, 0xD55E00),
  GREEN(0x009E73, 0x009E73),
  PURPLE(0xCC79A7, 0xCC79A7),
  ORANGE(0xE69F00, 0xE69F00),
  SKY(0x56B4E9, 0x0072B2);

  private static final List<Ink> SERIES = List.of(BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The ink of the series of this number; they come round again. */
  static Ink series(int number) {
    return SERIES.get(number % SERIES.size());
  }

  /** Its name in style sheets. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The colour on white, 0xRRGGBB. */
  int rgb() {
    return light;
  }

  /** The colour on white, as style sheets write it. */
  String onLight() {
    return hex(light);
  }

  String onDark() {
    return hex(dark);
  }

  private static String hex(int colour) {
    return String.format(Locale.ROOT, "#%06x", colour);
  }
}
