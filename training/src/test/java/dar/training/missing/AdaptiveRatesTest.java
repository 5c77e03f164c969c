package dar.training.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dar.graph.input.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptiveRatesTest {

  @Test
  void ratesGoAsFarAsTheLossIsExplained() {
    assertThat(AdaptiveRates.of(List.of(0.2, 0.3, 0.5, 0.6), 2).largest())
        .isCloseTo(0.9 * 0.8, within(1e-12));
    assertThat(AdaptiveRates.of(List.of(0.0, 0.0, 0.0, 0.0), 2).largest()).isEqualTo(0.9);
  }

  @Test
  void halfTheRangeIsTheLeast() {
    assertThat(AdaptiveRates.FIRST.largest()).isEqualTo(0.45);
    assertThat(AdaptiveRates.of(List.of(2.0, 2.0, 3.0, 4.0), 2))
        .as("worse than a constant")
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
