package dar.training.missing;

import dar.graph.input.BadInputException;
import org.hipparchus.random.MersenneTwister;

/**
 * NumPy's global generator after {@code np.random.seed(seed)}, bit for bit.
 *
 * <p>The 32-bit stream is MT19937 seeded by one integer, {@code init_genrand} (Matsumoto and
 * Nishimura, "Mersenne Twister", ACM TOMACS 8(1), 1998; initialisation of 2002). Hipparchus
 * supplies it; only the step from two words to a double differs there (52 bits), and is stated here
 * as NumPy and the authors' reference code have it.
 */
final class NumpyUniform {
  private static final long LARGEST_SEED = 0xFFFF_FFFFL;

  private final MersenneTwister words;

  /**
   * @throws BadInputException if the seed is outside [0, 2^32 - 1], as NumPy refuses it too
   */
  NumpyUniform(long seed) {
    if (seed < 0 || seed > LARGEST_SEED) {
      throw new BadInputException(
          "seed: expected in [0, %d], found %d".formatted(LARGEST_SEED, seed));
    }
    words = new MersenneTwister((int) seed);
  }

  /**
   * The next element, in C order, of {@code np.random.uniform(size=...)}: {@code genrand_res53}, (a
   * 2^26 + b) / 2^53 with a the upper 27 bits of one word and b the upper 26 of the next.
   */
  double next() {
    int a = words.nextInt() >>> 5;
    int b = words.nextInt() >>> 6;
    return (a * 0x1p26 + b) * 0x1p-53;
  }
}
