package dar.training.missing;

import static dar.graph.input.Modality.ACOUSTIC;
import static dar.graph.input.Modality.LANGUAGE;
import static dar.graph.input.Modality.VISUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingRatesTest {

  @Test
  void uniformGivesEveryModalityTheRateInSingleSteps() {
    MissingRates rates = MissingRates.uniform(0.3);
    assertThat(rates.rates()).isEqualTo(Map.of(LANGUAGE, 0.3, VISUAL, 0.3, ACOUSTIC, 0.3));
    assertThat(rates.block()).isEqualTo(1);
    assertThat(rates.inBlocksOf(5)).isEqualTo(new MissingRates(rates.rates(), 5));
  }

  @Test
  void aModalityThatIsNotNamedLosesNothing() {
    MissingRates rates = new MissingRates(Map.of(VISUAL, 1.0), 1);
    assertThat(rates.rate(VISUAL)).isEqualTo(1);
    assertThat(rates.rate(LANGUAGE)).isEqualTo(0);
    assertThat(rates.rate(ACOUSTIC)).isEqualTo(0);
    assertThat(new MissingRates(Map.of(), 1)).isEqualTo(MissingRates.NONE);
  }

  @Test
  void isAValueOfItsOwn() {
    Map<Modality, Double> given = new EnumMap<>(Map.of(VISUAL, 0.5));
    MissingRates rates = new MissingRates(given, 1);
    given.put(VISUAL, 0.9);
    assertThat(rates.rate(VISUAL)).isEqualTo(0.5);
    assertThat(rates.rates()).isUnmodifiable();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNotAProbability(double rate) {
    assertThatThrownBy(() -> new MissingRates(Map.of(VISUAL, rate), 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("missing.visual: expected in [0, 1], found " + rate);
  }

  @Test
  void refusesNoNumber() {
    Map<Modality, Double> rates = new EnumMap<>(Modality.class);
    rates.put(ACOUSTIC, null);
    assertThatThrownBy(() -> new MissingRates(rates, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("missing.acoustic: expected in [0, 1], found null");
  }

  @Test
  void refusesAnEmptyBlock() {
    assertThatThrownBy(() -> MissingRates.uniform(0.5).inBlocksOf(0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("missing.block: expected at least 1, found 0");
  }
}
