package dar.training.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dar.graph.input.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveRatesTest {

  /** Explained are 0.8, 0.7, 0.5 and 0.4, on average 3/4 of the first. */
  @Test
  void whatIsKeptWithoutTheModalityIsErased() {
    assertThat(AdaptiveRates.of(List.of(0.4, 0.6, 1.0, 1.2), 2).k())
        .isCloseTo(0.9 * 0.75, within(1e-12));
  }

  @Test
  void whatIsNotNeededIsErasedAsFarAsTheEvaluationGoes() {
    assertThat(AdaptiveRates.of(List.of(0.5, 0.5, 0.5, 0.5), 2).k()).isEqualTo(0.9);
    assertThat(AdaptiveRates.of(List.of(0.5, 0.4, 0.3, 0.2), 2).k())
        .as("better without it")
        .isEqualTo(0.9);
  }

  @Test
  void halfOfThatIsTheLeast() {
    assertThat(AdaptiveRates.FIRST.k()).isEqualTo(0.45);
    assertThat(AdaptiveRates.of(List.of(2.0, 2.0, 3.0, 4.0), 2))
        .as("worse than a constant")
        .isEqualTo(AdaptiveRates.FIRST);
    assertThat(AdaptiveRates.of(List.of(0.0, 9.0, 9.0, 9.0), 2))
        .as("lost without the modality")
        .isEqualTo(AdaptiveRates.FIRST);
  }

  /** Another unit of the loss changes nothing. */
  @Test
  void theUnitOfTheLossDoesNotMatter() {
    assertThat(AdaptiveRates.of(List.of(1.0, 2.0, 3.0, 4.0), 16))
        .isEqualTo(AdaptiveRates.of(List.of(0.25, 0.5, 0.75, 1.0), 4));
  }

  @Test
  void refusesWhatIsNoLoss() {
    assertThatThrownBy(() -> AdaptiveRates.of(List.of(1.0, Double.NaN, 1.0, 1.0), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("losses by rate: expected 4 finite numbers, found [1.0, NaN, 1.0, 1.0]");
  }
}
