package dar.training.synth;

import java.util.SplittableRandom;

/**
 * Standard normal numbers by Marsaglia's polar method, of SplittableRandom's uniform ones. The
 * bytes of a seed may not change. The JDK promises for ever neither its own normal numbers nor the
 * uniform ones, but those are SplitMix64 so far, and a test holds the hash of what is made of them.
 */
final class Gaussian {
  private final SplittableRandom random;
  private double spare = Double.NaN;

  /** A stream of its own for each seed and purpose. */
  Gaussian(long seed, String purpose) {
    // The stream's number is spread over all bits, so that neighbouring seeds do not overlap.
    random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ spread(purpose));
  }

  private static long spread(String purpose) {
    return new SplittableRandom(purpose.hashCode()).nextLong();
  }

  /** The next number of N(0, 1). */
  double next() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    while (true) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        return x * scale;
      }
    }
  }

  /** {@code count} numbers of N(0, deviation^2). */
  double[] vector(int count, double deviation) {
    double[] vector = new double[count];
    for (int i = 0; i < count; i++) {
      vector[i] = deviation * next();
    }
    return vector;
  }

  /** An integer in [from, to]. */
  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }
}
