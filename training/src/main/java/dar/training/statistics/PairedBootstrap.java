package dar.training.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The bootstrap's percentile interval (Efron and Tibshirani, An Introduction to the Bootstrap,
 * 1993, Section 13.3) of a mean of paired differences, over training seeds and over samples: both
 * are drawn with replacement, each by itself (the pigeonhole bootstrap: Owen, "The pigeonhole
 * bootstrap", Annals of Applied Statistics 1(2), 2007), so that a model that was lucky with a seed
 * is not taken for a better one. A sample keeps both of its values, so that what makes it hard for
 * either model falls out.
 *
 * @param resamples B, how often seeds and samples are drawn
 * @param confidence the share of resampled means inside the interval
 */
public record PairedBootstrap(int resamples, double confidence, long seed) {
  /** 95 % from 10,000 resamples. */
  public static final PairedBootstrap DEFAULT = new PairedBootstrap(10_000, 0.95, 1);

  /**
   * Of metrics that are means over samples, as MAE and accuracy are.
   *
   * @param differences [S, N], of at least one seed and one sample: a sample's value under one
   *     model minus that under another, both trained with the seed, averaged over whatever both
   *     were measured with, such as rates. With one seed the samples alone are drawn
   */
  public Interval interval(double[]... differences) {
    int samples = differences.length == 0 ? 0 : differences[0].length;
    if (samples == 0) {
      throw new IllegalArgumentException("differences: expected at least 1, found none");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      double[][] seeds = new double[differences.length][];
      for (int draw = 0; draw < seeds.length; draw++) {
        seeds[draw] = differences[random.nextInt(seeds.length)];
      }
      double sum = 0;
      for (int draw = 0; draw < samples; draw++) {
        int sample = random.nextInt(samples);
        for (double[] drawn : seeds) {
          sum += drawn[sample];
        }
      }
      means[resample] = sum / samples / seeds.length;
    }
    Arrays.sort(means);
    // The B a-th and the B (1 - a)-th of the sorted means, counted from 1.
    int outside = Math.max(1, (int) Math.round(resamples * (1 - confidence) / 2));
    return new Interval(
        Arrays.stream(differences).flatMapToDouble(Arrays::stream).average().orElseThrow(),
        means[outside - 1],
        means[resamples - outside - 1]);
  }
}
