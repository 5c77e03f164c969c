package dar.training.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dar.graph.input.BadInputException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveRatesTest {

  /** NumPy: L = interp(arange(10) / 10, r, losses); p = 0.5 softmax(L / L.std()) + 0.05. */
  @Test
  void aKnownAnswer() {
    List<Double> expected =
        List.of(
            0.05981409740798211,
            0.06086149415463704,
            0.06202067295309951,
            0.06330356359706633,
            0.06803373219398061,
            0.07444574301249089,
            0.08313758599743515,
            0.11089142247016068,
            0.1618900251432488,
            0.2556016630698989);
    List<Double> found = AdaptiveRates.of(List.of(1.0, 1.1, 1.4, 2.0)).probabilities();
    for (int i = 0; i < 10; i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-12));
    }
  }

  @Test
  void equalLossesLeaveRatesEven() {
    assertThat(AdaptiveRates.of(List.of(0.3, 0.3, 0.3, 0.3))).isEqualTo(RateLaw.Grid.EVEN);
  }

  /** Another unit of the loss, or a constant added to it, changes nothing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isADistributionThatKeepsEveryRateAndKnowsNoUnit(long seed) {
    Random random = new Random(seed);
    List<Double> losses = random.doubles(4).boxed().toList();
    List<Double> p = AdaptiveRates.of(losses).probabilities();
    assertThat(p.stream().mapToDouble(x -> x).sum()).isCloseTo(1, within(1e-12));
    assertThat(p).allMatch(x -> x > 0.05 && x < 0.55);
    List<Double> other =
        AdaptiveRates.of(losses.stream().map(x -> 1000 * x + 7).toList()).probabilities();
    for (int i = 0; i < 10; i++) {
      assertThat(other.get(i)).isCloseTo(p.get(i), within(1e-9));
    }
  }

  @Test
  void aLargerLossMakesARateMoreProbable() {
    List<Double> p = AdaptiveRates.of(List.of(0.1, 0.4, 0.5, 0.9)).probabilities();
    for (int i = 1; i < 10; i++) {
      assertThat(p.get(i)).isGreaterThan(p.get(i - 1));
    }
  }

  /** The numbers u are evenly spaced, so the counts are exact but for the ends. */
  @Test
  void ratesAreDrawnAsOftenAsTheyAreProbable() {
    RateLaw.Grid law = AdaptiveRates.of(List.of(1.0, 1.1, 1.4, 2.0));
    int count = 100_000;
    int[] drawn = new int[10];
    for (int i = 0; i < count; i++) {
      drawn[(int) Math.round(10 * law.rate((i + 0.5) / count))]++;
    }
    for (int i = 0; i < 10; i++) {
      assertThat((double) drawn[i] / count).isCloseTo(law.probabilities().get(i), within(1e-4));
    }
    assertThat(law.rate(0)).isEqualTo(0);
    assertThat(law.rate(Math.nextDown(1.0))).isEqualTo(0.9);
  }

  @Test
  void refusesWhatIsNoLoss() {
    assertThatThrownBy(() -> AdaptiveRates.of(List.of(1.0, Double.NaN, 1.0, 1.0)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("losses by rate: expected 4 finite numbers, found [1.0, NaN, 1.0, 1.0]");
  }
}
