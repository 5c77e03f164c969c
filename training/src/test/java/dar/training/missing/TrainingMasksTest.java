package dar.training.missing;

import static dar.graph.input.Modality.ACOUSTIC;
import static dar.graph.input.Modality.LANGUAGE;
import static dar.graph.input.Modality.VISUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingMasksTest {
  private static final int STEPS = 40;
  private final TrainingMasks masks = TrainingMasks.fixed(1111, MissingRates.uniform(0.3));

  private static int[] range(int count) {
    int[] range = new int[count];
    Arrays.setAll(range, i -> i);
    return range;
  }

  private static int[] full(int count) {
    int[] lengths = new int[count];
    Arrays.fill(lengths, STEPS);
    return lengths;
  }

  /**
   * Five standard deviations of the binomial: fails once in a million fair draws, and is seeded.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.9})
  void theObservedRateIsTheRate(double k) {
    TrainingMasks drawn = TrainingMasks.fixed(7, MissingRates.uniform(k));
    KeepMask mask = drawn.batch(3, range(5000), ACOUSTIC, full(5000), STEPS);
    double entries = 5000.0 * STEPS;
    assertThat(mask.erased() / entries).isCloseTo(k, within(5 * Math.sqrt(k * (1 - k) / entries)));
  }

  /** Independent rows agree where both keep or both erase, with probability k^2 + (1 - k)^2. */
  @Test
  void seedsEpochsSamplesAndModalitiesAreIndependent() {
    int count = 2000;
    KeepMask base = masks.batch(0, range(count), VISUAL, full(count), STEPS);
    int[] shifted = Arrays.stream(range(count)).map(i -> i + 1).toArray();
    TrainingMasks otherSeed = new TrainingMasks(1112, masks.laws(), 1);
    assertIndependent(base, masks.batch(1, range(count), VISUAL, full(count), STEPS));
    assertIndependent(base, masks.batch(0, range(count), LANGUAGE, full(count), STEPS));
    assertIndependent(base, masks.batch(0, shifted, VISUAL, full(count), STEPS));
    assertIndependent(base, otherSeed.batch(0, range(count), VISUAL, full(count), STEPS));
  }

  private static void assertIndependent(KeepMask left, KeepMask right) {
    boolean[] a = left.toArray();
    boolean[] b = right.toArray();
    int agreeing = 0;
    for (int i = 0; i < a.length; i++) {
      agreeing += a[i] == b[i] ? 1 : 0;
    }
    double expected = 0.3 * 0.3 + 0.7 * 0.7;
    assertThat((double) agreeing / a.length)
        .isCloseTo(expected, within(5 * Math.sqrt(expected * (1 - expected) / a.length)));
  }

  @Test
  void rateZeroErasesNothingAndRateOneEveryRealStep() {
    TrainingMasks visualGone = TrainingMasks.fixed(1111, new MissingRates(Map.of(VISUAL, 1.0), 1));
    for (int length = 0; length <= STEPS; length++) {
      boolean[] row = visualGone.row(0, 5, VISUAL, length, STEPS);
      for (int step = 0; step < STEPS; step++) {
        assertThat(row[step]).isEqualTo(step >= length);
      }
      assertThat(visualGone.row(0, 5, LANGUAGE, length, STEPS)).doesNotContain(false);
    }
  }

  @ParameterizedTest
  @EnumSource(Modality.class)
  void paddingIsNeverErasedAndNeverChangesRealSteps(Modality modality) {
    boolean[] all = masks.row(2, 9, modality, STEPS, STEPS);
    boolean[] some = masks.row(2, 9, modality, 10, STEPS);
    assertThat(Arrays.copyOf(some, 10)).isEqualTo(Arrays.copyOf(all, 10));
    assertThat(Arrays.copyOfRange(some, 10, STEPS)).doesNotContain(false);
    assertThat(masks.row(2, 9, modality, 10, 20)).isEqualTo(Arrays.copyOf(some, 20));
  }

  @Test
  void theOrderAndSizeOfBatchesChangeNothing() {
    KeepMask whole = masks.batch(4, range(6), ACOUSTIC, new int[] {1, 40, 3, 40, 5, 40}, STEPS);
    KeepMask mixed = masks.batch(4, new int[] {5, 0, 2}, ACOUSTIC, new int[] {40, 1, 3}, STEPS);
    assertThat(mixed).isEqualTo(whole.rows(5, 0, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 100})
  void stepsOfABlockShareTheirFate(int block) {
    TrainingMasks blocks = TrainingMasks.fixed(1111, MissingRates.uniform(0.5).inBlocksOf(block));
    for (int sample = 0; sample < 50; sample++) {
      boolean[] row = blocks.row(0, sample, VISUAL, STEPS, STEPS);
      boolean[] single =
          TrainingMasks.fixed(1111, MissingRates.uniform(0.5)).row(0, sample, VISUAL, STEPS, STEPS);
      for (int step = 0; step < STEPS; step++) {
        assertThat(row[step]).isEqualTo(single[step / block]);
      }
    }
  }

  /** The same seed gives the same bytes, on every machine and in every later version. */
  @Test
  void aRowOfTheFirstVersion() {
    StringBuilder row = new StringBuilder();
    for (boolean kept : masks.row(1, 2, VISUAL, STEPS, STEPS)) {
      row.append(kept ? '1' : '0');
    }
    assertThat(row).hasToString("0111111111111110111111111101111111001011");
  }

  /** Means lie within five deviations; no rate is that of another epoch, sample or modality. */
  @Test
  void aLawGivesEachSampleEpochAndModalityARateOfItsOwn() {
    int count = 5000;
    TrainingMasks drawn = new TrainingMasks(7, Modality.each(m -> new RateLaw.Uniform(0.9)), 1);
    double[] rates = range(count, i -> drawn.rate(3, i, VISUAL));
    assertThat(Arrays.stream(rates)).allMatch(rate -> rate >= 0 && rate < RateLaw.LARGEST);
    double deviation = RateLaw.LARGEST / Math.sqrt(12);
    assertThat(Arrays.stream(rates).average().orElseThrow())
        .isCloseTo(RateLaw.LARGEST / 2, within(5 * deviation / Math.sqrt(count)));
    assertThat(correlation(rates, range(count, i -> drawn.rate(4, i, VISUAL)))).isLessThan(0.07);
    assertThat(correlation(rates, range(count, i -> drawn.rate(3, i + 1, VISUAL))))
        .isLessThan(0.07);
    assertThat(correlation(rates, range(count, i -> drawn.rate(3, i, LANGUAGE)))).isLessThan(0.07);
    assertThat(range(count, i -> drawn.rate(3, i, VISUAL))).isEqualTo(rates);
  }

  private static double[] range(int count, IntToDoubleFunction function) {
    return IntStream.range(0, count).mapToDouble(function).toArray();
  }

  /** The absolute value of Pearson's. */
  private static double correlation(double[] x, double[] y) {
    double xMean = Arrays.stream(x).average().orElseThrow();
    double yMean = Arrays.stream(y).average().orElseThrow();
    double product = 0;
    double xSquares = 0;
    double ySquares = 0;
    for (int i = 0; i < x.length; i++) {
      product += (x[i] - xMean) * (y[i] - yMean);
      xSquares += (x[i] - xMean) * (x[i] - xMean);
      ySquares += (y[i] - yMean) * (y[i] - yMean);
    }
    return Math.abs(product / Math.sqrt(xSquares * ySquares));
  }

  /** The variance of a count whose rate varies too: E[T k (1 - k)] + Var(T k). */
  @Test
  void theRateOfARowDecidesWhatItLoses() {
    int count = 4000;
    TrainingMasks drawn = new TrainingMasks(8, Modality.each(m -> new RateLaw.Uniform(0.9)), 1);
    KeepMask mask = drawn.batch(1, range(count), ACOUSTIC, full(count), STEPS);
    double[] lost =
        range(count, i -> IntStream.range(0, STEPS).filter(step -> !mask.isKept(i, step)).count());
    double[] expected = range(count, i -> STEPS * drawn.rate(1, i, ACOUSTIC));
    double squares =
        IntStream.range(0, count).mapToDouble(i -> Math.pow(lost[i] - expected[i], 2)).sum();
    double binomial = STEPS * (0.45 - 0.27); // E[k] = 0.45, E[k^2] = 0.81 / 3
    assertThat(squares / count).isCloseTo(binomial, within(0.05 * binomial));
    double entries = (double) count * STEPS;
    assertThat(mask.erased() / entries)
        .isCloseTo(0.45, within(5 * RateLaw.LARGEST / Math.sqrt(12.0 * count) + 0.01));
  }

  @Test
  void onlyTheRateOfADrawnLawDiffersFromAFixedOne() {
    TrainingMasks drawn =
        new TrainingMasks(
            1111,
            Map.of(
                LANGUAGE, new RateLaw.Fixed(0.3),
                VISUAL, new RateLaw.Fixed(0.3),
                ACOUSTIC, new RateLaw.Uniform(0.9)),
            1);
    assertThat(drawn.row(1, 2, VISUAL, STEPS, STEPS))
        .isEqualTo(masks.row(1, 2, VISUAL, STEPS, STEPS));
    double rate = drawn.rate(1, 2, ACOUSTIC);
    assertThat(drawn.row(1, 2, ACOUSTIC, STEPS, STEPS))
        .isEqualTo(
            TrainingMasks.fixed(1111, MissingRates.uniform(rate))
                .row(1, 2, ACOUSTIC, STEPS, STEPS));
  }

  @Test
  void refusesLengthsThatDoNotFit() {
    assertThatThrownBy(() -> masks.row(0, 3, ACOUSTIC, 41, STEPS))
        .isInstanceOf(BadInputException.class)
        .hasMessage("acoustic length of sample 3: expected in [0, 40], found 41");
    assertThatThrownBy(() -> masks.batch(0, range(2), ACOUSTIC, full(1), STEPS))
        .isInstanceOf(BadInputException.class)
        .hasMessage("acoustic lengths: expected 2, found 1");
  }
}
