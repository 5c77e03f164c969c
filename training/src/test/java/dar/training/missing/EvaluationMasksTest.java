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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationMasksTest {
  private static final int SAMPLES = 200;
  private static final Map<Modality, Integer> STEPS =
      Map.of(LANGUAGE, 50, VISUAL, 50, ACOUSTIC, 37);

  /** Sample i has i mod (T + 1) real steps: empty, full and all between. */
  private static final Map<Modality, int[]> LENGTHS =
      Map.of(LANGUAGE, lengths(50), VISUAL, lengths(50), ACOUSTIC, lengths(37));

  private static int[] lengths(int steps) {
    int[] lengths = new int[SAMPLES];
    Arrays.setAll(lengths, i -> i % (steps + 1));
    return lengths;
  }

  private static Map<Modality, KeepMask> draw(long seed, MissingRates rates) {
    return EvaluationMasks.draw(seed, rates, LENGTHS, STEPS);
  }

  @Test
  void realStepsHaveTheBitsOfNumpyAndPaddingIsKept() {
    draw(1111, MissingRates.uniform(0.3))
        .forEach(
            (modality, mask) -> {
              int steps = STEPS.get(modality);
              KeepMask numpy = EvaluationMasks.uniformGreater(1111, SAMPLES, steps, 0.3);
              for (int i = 0; i < SAMPLES; i++) {
                for (int j = 0; j < steps; j++) {
                  boolean padding = j >= LENGTHS.get(modality)[i];
                  assertThat(mask.isKept(i, j)).isEqualTo(padding || numpy.isKept(i, j));
                }
              }
            });
  }

  @Test
  void theGeneratorRestartsForEachModality() {
    Map<Modality, KeepMask> masks = draw(1111, MissingRates.uniform(0.3));
    assertThat(masks.get(VISUAL)).isEqualTo(masks.get(LANGUAGE));
  }

  @Test
  void rateZeroErasesNothingAndRateOneEveryRealStep() {
    assertThat(draw(1111, MissingRates.NONE).values())
        .allSatisfy(mask -> assertThat(mask.erased()).isZero());
    draw(1111, MissingRates.uniform(1))
        .forEach(
            (modality, mask) ->
                assertThat(mask.erased()).isEqualTo(Arrays.stream(LENGTHS.get(modality)).sum()));
  }

  @Test
  void eachModalityHasItsOwnRate() {
    Map<Modality, KeepMask> masks =
        draw(1111, new MissingRates(Map.of(VISUAL, 1.0, ACOUSTIC, 0.5), 1));
    int real = Arrays.stream(LENGTHS.get(ACOUSTIC)).sum();
    assertThat(masks.get(LANGUAGE).erased()).isZero();
    assertThat(masks.get(VISUAL).erased()).isEqualTo(Arrays.stream(LENGTHS.get(VISUAL)).sum());
    assertThat((double) masks.get(ACOUSTIC).erased() / real)
        .isCloseTo(0.5, within(5 * Math.sqrt(0.25 / real)));
  }

  /** What is erased at one rate stays erased at every larger one. */
  @Test
  void masksOfOneSeedAreNested() {
    boolean[] little = draw(1111, MissingRates.uniform(0.2)).get(ACOUSTIC).toArray();
    boolean[] much = draw(1111, MissingRates.uniform(0.6)).get(ACOUSTIC).toArray();
    for (int i = 0; i < little.length; i++) {
      assertThat(!little[i] && much[i]).isFalse();
    }
  }

  @Test
  void seedsGiveDifferentMasks() {
    MissingRates rates = MissingRates.uniform(0.3);
    assertThat(draw(1111, rates)).isEqualTo(draw(1111, rates)).isNotEqualTo(draw(1112, rates));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 37, 64})
  void oneNumberIsDrawnABlock(int block) {
    KeepMask mask = draw(1113, MissingRates.uniform(0.4).inBlocksOf(block)).get(ACOUSTIC);
    int blocks = (int) Math.ceil(37.0 / block);
    KeepMask numpy = EvaluationMasks.uniformGreater(1113, SAMPLES, blocks, 0.4);
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < LENGTHS.get(ACOUSTIC)[i]; j++) {
        assertThat(mask.isKept(i, j)).isEqualTo(numpy.isKept(i, j / block));
      }
    }
  }

  @Test
  void modalitiesThatTheDataLacksAreLeftOut() {
    assertThat(
            EvaluationMasks.draw(
                1111,
                MissingRates.uniform(0.3),
                Map.of(VISUAL, new int[] {3, 4}),
                Map.of(VISUAL, 4)))
        .containsOnlyKeys(VISUAL);
  }

  @Test
  void refusesLengthsThatDoNotFit() {
    assertThatThrownBy(
            () ->
                EvaluationMasks.draw(
                    1111, MissingRates.NONE, Map.of(VISUAL, new int[] {3, 5}), Map.of(VISUAL, 4)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("visual length of sample 1: expected in [0, 4], found 5");
    assertThatThrownBy(
            () -> EvaluationMasks.draw(1111, MissingRates.NONE, Map.of(), Map.of(VISUAL, 4)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("lengths: expected those of [VISUAL], found those of []");
  }
}
