package dar.tools.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Repeated measurements in brief: outliers, which other work on a machine makes, do not move it.
 *
 * @param median of all
 * @param low a quarter of all lie below
 * @param high a quarter of all lie above
 */
public record Spread(double median, double low, double high) {
  private static final double NANOS_PER_MILLI = 1e6;

  /** Quartiles between two measurements are interpolated. */
  public static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Milliseconds of some work, done a few times before it counts. */
  static Spread milliseconds(int warmUp, int rounds, Runnable work) {
    for (int i = 0; i < warmUp; i++) {
      work.run();
    }
    return of(DoubleStream.generate(() -> elapsed(work)).limit(rounds).toArray());
  }

  /** Milliseconds of some work done once. */
  static double elapsed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }
}
