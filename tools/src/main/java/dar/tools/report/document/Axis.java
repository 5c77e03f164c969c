package dar.tools.report.document;

import java.util.stream.DoubleStream;

/**
 * A stretch of numbers laid on a stretch of pixels.
 *
 * @param low the number at pixel {@code from}
 * @param high the number at pixel {@code to}
 */
record Axis(double low, double high, double from, double to) {

  /** The pixel of a number. */
  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /**
   * The range of numbers that an axis has to hold.
   *
   * @param low below {@code high}, and not by so little that they could not be told apart
   */
  record Range(double low, double high) {
    private static final double LARGEST = 1e300;

    /** Of all that are finite; 0 to 1 if none is. */
    static Range of(DoubleStream values) {
      var summary = values.filter(value -> Math.abs(value) <= LARGEST).summaryStatistics();
      if (summary.getCount() == 0) {
        return new Range(0, 1);
      }
      double low = summary.getMin();
      double high = summary.getMax();
      double size = Math.max(Math.abs(low), Math.abs(high));
      if (high - low > 1e-6 * size) {
        return new Range(low, high);
      }
      double margin = size == 0 ? 1 : 0.1 * size;
      return new Range(low - margin, high + margin);
    }
  }
}
