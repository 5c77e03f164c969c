package dar.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanAndDeviationTest {

  /** {@code np.mean([0.7160, 0.7318, 0.7102]), np.std([0.7160, 0.7318, 0.7102])}. */
  @Test
  void isThatOfNumpy() {
    MeanAndDeviation runs = MeanAndDeviation.of(0.7160, 0.7318, 0.7102);
    assertThat(runs.mean()).isCloseTo(0.7193333333333333, within(1e-15));
    assertThat(runs.deviation()).isCloseTo(0.009127735510823883, within(1e-15));
  }

  @Test
  void oneRunDoesNotDeviate() {
    assertThat(MeanAndDeviation.of(0.4)).isEqualTo(new MeanAndDeviation(0.4, 0));
  }

  @Test
  void anUndefinedRunMakesTheMeanUndefined() {
    MeanAndDeviation undefined = new MeanAndDeviation(Double.NaN, Double.NaN);
    assertThat(MeanAndDeviation.of(0.4, Double.NaN)).isEqualTo(undefined);
    assertThat(MeanAndDeviation.of()).isEqualTo(undefined);
  }
}
