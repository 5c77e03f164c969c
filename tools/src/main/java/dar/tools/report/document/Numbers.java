package dar.tools.report.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private Numbers() {}

  /** With so many decimals; "undefined" for NaN; nothing is -0. */
  static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "undefined";
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-[0.]+") ? text.substring(1) : text;
  }

  /** With four digits that count, and no zeros behind them. */
  static String brief(double value) {
    if (!Double.isFinite(value)) {
      return "undefined";
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    boolean plain = Math.abs(value) < 1e7 && (value == 0 || Math.abs(value) >= 1e-4);
    return plain ? rounded.toPlainString() : rounded.toString();
  }

  /** A length in a drawing: two decimals at most. */
  static String length(double value) {
    double rounded = Math.round(value * 100) / 100.0;
    long whole = (long) rounded;
    return whole == rounded ? Long.toString(whole) : Double.toString(rounded);
  }
}
