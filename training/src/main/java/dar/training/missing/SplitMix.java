package dar.training.missing;

/**
 * Random numbers by position instead of by turn: SplitMix64 (Steele, Lea and Flood, "Fast
 * Splittable Pseudorandom Number Generators", OOPSLA 2014; finaliser mix13 of Stafford). The j-th
 * number after a state is a function of the state and j alone, so no order of asking can change it.
 * The JDK's SplittableRandom gives the same numbers today but does not promise to for ever.
 */
final class SplitMix {
  /** 2^64 divided by the golden ratio, made odd. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix() {}

  /**
   * Hashes a key of several words into a state, word by word: h = mix(h + GAMMA (word + 1)). GAMMA
   * is odd and mix is a bijection, so two keys that differ in one word never collide.
   */
  static long state(long... key) {
    long hash = 0;
    for (long word : key) {
      hash = mix(hash + GAMMA * (word + 1));
    }
    return hash;
  }

  /** The j-th number after the state, uniform in [0, 1), a multiple of 2^-53. */
  static double uniform(long state, long j) {
    return (mix(state + GAMMA * (j + 1)) >>> 11) * 0x1p-53;
  }

  private static long mix(long word) {
    long z = word;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
