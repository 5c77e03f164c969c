package dar.tools.report.document;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Round numbers on an axis: all multiples of 1, 2 or 5 times a power of ten in a range.
 *
 * @param step from one to the next
 * @param decimals that tell them apart
 */
record Ticks(List<Double> values, double step, int decimals) {
  private static final double SLACK = 1e-9;

  Ticks {
    values = List.copyOf(values);
  }

  /** Those inside [low, high], at most {@code most} and one. */
  static Ticks within(double low, double high, int most) {
    Step step = Step.of((high - low) / most);
    return step.ticks(
        (long) Math.ceil(low / step.size() - SLACK), (long) Math.floor(high / step.size() + SLACK));
  }

  /** Those inside [low, high] and one beyond each end that is none itself. */
  static Ticks around(double low, double high, int most) {
    Step step = Step.of((high - low) / most);
    return step.ticks(
        (long) Math.floor(low / step.size() + SLACK), (long) Math.ceil(high / step.size() - SLACK));
  }

  double first() {
    return values.get(0);
  }

  double last() {
    return values.get(values.size() - 1);
  }

  /** The tick as text: as many decimals as the step has, or powers of ten where those are many. */
  String label(double value) {
    boolean readable = decimals <= 4 && Math.abs(value) < 1e6;
    if (value == 0 && !readable) {
      return "0";
    }
    return readable
        ? Numbers.fixed(value, decimals)
        : String.format(Locale.ROOT, "%.1e", value).replace(".0e", "e");
  }

  /** {@code digit} times ten to the power {@code exponent}. */
  private record Step(int digit, int exponent) {

    /** The smallest that is not below {@code least}. */
    static Step of(double least) {
      int exponent = (int) Math.floor(Math.log10(least));
      double digit = least / Math.pow(10, exponent);
      for (int round : new int[] {1, 2, 5}) {
        if (digit <= round + SLACK) {
          return new Step(round, exponent);
        }
      }
      return new Step(1, exponent + 1);
    }

    double size() {
      return value(1);
    }

    /** A division for small steps, so that 3 times 0.1 is 0.3. */
    double value(long times) {
      return exponent < 0
          ? times * digit / Math.pow(10, -exponent)
          : times * digit * Math.pow(10, exponent);
    }

    Ticks ticks(long from, long to) {
      List<Double> values =
          LongStream.rangeClosed(from, to).mapToDouble(this::value).boxed().toList();
      return new Ticks(values, size(), Math.max(0, -exponent));
    }
  }
}
