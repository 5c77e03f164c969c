package dar.training.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void equalModelsDifferByNothing() {
    assertThat(PairedBootstrap.DEFAULT.interval(new double[50])).isEqualTo(new Interval(0, 0, 0));
    assertThat(PairedTTest.p(0, 0, 0)).isNaN();
    assertThat(Verdict.of(new Interval(0, 0, 0), true)).isEqualTo(Verdict.NOISE);
  }

  /** The mean of 400 normal values has a deviation of 1 / 20, so 95 % lie within 1.96 / 20. */
  @Test
  void theIntervalOfANormalMeanIsThatOfTheory() {
    double[] normal = normal(400, 0);
    Interval interval = PairedBootstrap.DEFAULT.interval(normal);
    assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 / 20, within(0.02));
    assertThat(interval.mean()).isBetween(interval.low(), interval.high());
    assertThat(interval.excludesZero()).isFalse();
    assertThat(PairedBootstrap.DEFAULT.interval(normal(400, 0.5)).excludesZero()).isTrue();
    assertThat(PairedBootstrap.DEFAULT.interval(normal(400, -0.5)).excludesZero()).isTrue();
  }

  /** In 200 experiments without a difference about 5 %, 10, are taken for one. */
  @Test
  void falseAlarmsAreAsRareAsPromised() {
    PairedBootstrap bootstrap = new PairedBootstrap(1000, 0.95, 1);
    Random random = new Random(1);
    int alarms = 0;
    for (int experiment = 0; experiment < 200; experiment++) {
      double[] differences = random.doubles(100, -1, 1).toArray();
      alarms += bootstrap.interval(differences).excludesZero() ? 1 : 0;
    }
    assertThat(alarms).isBetween(3, 20);
  }

  /** scipy.stats.bootstrap, percentile, 200,000 resamples. */
  @Test
  void theIntervalIsThatOfSciPy() {
    Interval interval =
        new PairedBootstrap(100_000, 0.95, 3).interval(new double[] {1, 2, 3, 4, 10});
    assertThat(interval.mean()).isEqualTo(4);
    assertThat(interval.low()).isCloseTo(1.8, within(0.01));
    assertThat(interval.high()).isCloseTo(7.2, within(0.01));
  }

  /**
   * Two effects, of a seed and of a sample, each of deviation 1: the variance of the mean is 1 / 20
   * + 1 / 400, and samples alone would have seen the second part.
   */
  @Test
  void trainingSeedsAreDrawnToo() {
    double[] ofSeed = normal(20, 0);
    double[] ofSample = normal(400, 0);
    double[][] differences = new double[20][400];
    for (int seed = 0; seed < 20; seed++) {
      for (int sample = 0; sample < 400; sample++) {
        differences[seed][sample] = ofSeed[seed] + ofSample[sample];
      }
    }
    Interval interval = PairedBootstrap.DEFAULT.interval(differences);
    double deviation = Math.sqrt(variance(ofSeed) / 20 + variance(ofSample) / 400);
    assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 * deviation, within(0.05));
  }

  private static double variance(double[] values) {
    double mean = DoubleStream.of(values).average().orElseThrow();
    return DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[] differences = normal(30, 0.1);
    Interval interval = new PairedBootstrap(500, 0.95, 7).interval(differences);
    assertThat(new PairedBootstrap(500, 0.95, 7).interval(differences)).isEqualTo(interval);
    assertThat(new PairedBootstrap(500, 0.95, 8).interval(differences)).isNotEqualTo(interval);
  }

  /** scipy.stats.ttest_rel. */
  @Test
  void theTTestIsThatOfSciPy() {
    assertThat(PairedTTest.p(0.913 - 0.941, 0.927 - 0.930, 0.899 - 0.925, 0.951 - 0.949))
        .isCloseTo(0.1732677543932986, within(1e-12));
    assertThat(PairedTTest.p(0.5, 1.25)).isCloseTo(0.2577621168183132, within(1e-12));
    assertThat(PairedTTest.p(-0.5, -1.25)).isEqualTo(PairedTTest.p(0.5, 1.25));
  }

  @Test
  void oneSeedIsNoTest() {
    assertThat(PairedTTest.p(0.3)).isNaN();
    assertThat(PairedTTest.p()).isNaN();
  }

  @Test
  void betterIsBelowZeroForErrorsAndAboveForAccuracies() {
    Interval below = new Interval(-0.2, -0.3, -0.1);
    Interval above = new Interval(0.2, 0.1, 0.3);
    Interval around = new Interval(0.2, -0.1, 0.5);
    assertThat(Verdict.of(below, true)).isEqualTo(Verdict.BETTER);
    assertThat(Verdict.of(below, false)).isEqualTo(Verdict.WORSE);
    assertThat(Verdict.of(above, true)).isEqualTo(Verdict.WORSE);
    assertThat(Verdict.of(above, false)).isEqualTo(Verdict.BETTER);
    assertThat(Verdict.of(around, true)).isEqualTo(Verdict.NOISE);
    assertThat(Verdict.NOISE.key()).isEqualTo("noise");
  }

  private static double[] normal(int count, double mean) {
    Random random = new Random(5);
    return DoubleStream.generate(() -> mean + random.nextGaussian()).limit(count).toArray();
  }
}
