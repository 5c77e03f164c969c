package dar.training.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The bootstrap's percentile interval (Efron and Tibshirani, An Introduction to the Bootstrap,
 * 1993, Section 13.3) of a mean of paired differences: samples are drawn with replacement, each
 * with both of its values, so that what makes a sample hard for either model falls out.
 *
 * @param resamples B, how often the samples are drawn
 * @param confidence the share of resampled means inside the interval
 */
public record PairedBootstrap(int resamples, double confidence, long seed) {
  /** 95 % from 10,000 resamples. */
  public static final PairedBootstrap DEFAULT = new PairedBootstrap(10_000, 0.95, 1);

  /**
   * Of metrics that are means over samples, as MAE and accuracy are.
   *
   * @param differences [N], at least 1: a sample's value under one model minus that under another,
   *     each averaged over whatever both were measured with, such as rates and seeds
   */
  public Interval interval(double[] differences) {
    if (differences.length == 0) {
      throw new IllegalArgumentException("differences: expected at least 1, found none");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      double sum = 0;
      for (int draw = 0; draw < differences.length; draw++) {
        sum += differences[random.nextInt(differences.length)];
      }
      means[resample] = sum / differences.length;
    }
    Arrays.sort(means);
    // The B a-th and the B (1 - a)-th of the sorted means, counted from 1.
    int outside = Math.max(1, (int) Math.round(resamples * (1 - confidence) / 2));
    return new Interval(
        Arrays.stream(differences).average().orElseThrow(),
        means[outside - 1],
        means[resamples - outside - 1]);
  }
}
