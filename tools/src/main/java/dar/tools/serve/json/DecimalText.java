package dar.tools.serve.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floats as TensorFlow Serving writes them ({@code WriteDecimal} of {@code json_tensor.cc}): with
 * six digits if those tell the number, else with as many as tell any number of its type (as C's
 * {@code %.9g} and {@code %.17g}), and never such that they could be taken for whole numbers.
 */
final class DecimalText {
  private static final MathContext SHORT = context(6);
  private static final MathContext FLOAT = context(9);
  private static final MathContext DOUBLE = context(17);

  /** Numbers below 10 to this are written with an exponent. */
  private static final int MIN_EXPONENT = -4;

  private DecimalText() {}

  private static MathContext context(int digits) {
    return new MathContext(digits, RoundingMode.HALF_EVEN);
  }

  static String of(float value) {
    if (!Float.isFinite(value)) {
      return Float.toString(value); // NaN, Infinity, -Infinity
    }
    if (value == 0) {
      return zero(1 / value < 0);
    }
    BigDecimal full = new BigDecimal((double) value).round(FLOAT);
    BigDecimal brief = full.round(SHORT);
    return brief.floatValue() == value ? text(brief, SHORT) : text(full, FLOAT);
  }

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return zero(1 / value < 0);
    }
    BigDecimal full = new BigDecimal(value).round(DOUBLE);
    BigDecimal brief = full.round(SHORT);
    return brief.doubleValue() == value ? text(brief, SHORT) : text(full, DOUBLE);
  }

  private static String zero(boolean negative) {
    return negative ? "-0.0" : "0.0";
  }

  /** C's {@code %g}: the shorter of the plain and the scientific form, without zeros at its end. */
  private static String text(BigDecimal rounded, MathContext digits) {
    BigDecimal bare = rounded.stripTrailingZeros();
    int exponent = bare.precision() - bare.scale() - 1;
    if (exponent >= MIN_EXPONENT && exponent < digits.getPrecision()) {
      return bare.scale() > 0 ? bare.toPlainString() : bare.toPlainString() + ".0";
    }
    int size = Math.abs(exponent);
    return bare.scaleByPowerOfTen(-exponent).toPlainString()
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }
}
