package dar.training.data;

/** The half-precision numbers of NumPy's float16. */
public final class Float16 {
  private Float16() {}

  /** IEEE 754 binary16: (-1)^s 2^(e-15) (1 + f/1024), or (-1)^s 2^-14 f/1024 where e = 0. */
  public static float toFloat(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((float) fraction, -24);
    } else {
      magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
