package dar.training.evaluate;

import com.google.common.primitives.Longs;
import dar.training.metric.MeanAndDeviation;
import java.util.List;

/** Numbers in [0, 1], such as gates: mean, deviation and counts in bins of equal width. */
public final class UnitHistogram {
  public static final int BINS = 20;

  private final long[] counts = new long[BINS];
  private long size;
  private double sum;
  private double squares;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  public void add(float[] values) {
    for (float value : values) {
      counts[Math.min(BINS - 1, (int) (value * BINS))]++; // the last bin is closed
      sum += value;
      squares += (double) value * value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    size += values.length;
  }

  /** How many numbers there are. */
  public long size() {
    return size;
  }

  public double sum() {
    return sum;
  }

  public double squares() {
    return squares;
  }

  public double least() {
    return least;
  }

  public double most() {
    return most;
  }

  /** How many numbers are in each bin; bin i ends at (i + 1) / BINS. */
  public List<Long> counts() {
    return List.copyOf(Longs.asList(counts));
  }

  /** NaN of no number. */
  public MeanAndDeviation meanAndDeviation() {
    double mean = sum / size;
    // Rounding may take a variance of 0 below it.
    return new MeanAndDeviation(mean, Math.sqrt(Math.max(0, squares / size - mean * mean)));
  }
}
