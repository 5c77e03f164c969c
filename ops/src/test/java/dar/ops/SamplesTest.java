package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat64;

class SamplesTest {
  private static final Calculation<TFloat64> PLUS = (tf, x) -> Samples.plus(tf, x.get(0), x.get(1));
  private static final Values TWO = Values.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);

  @Test
  void eachSampleIsGivenTheSame() {
    double[] expected = {11, 22, 33, 44, 15, 26, 37, 48};
    double[] shared = {10, 20, 30, 40};
    assertThat(Calculation.inDouble(PLUS, TWO, Values.of(shared, 2, 2))).containsExactly(expected);
    assertThat(Calculation.inDouble(PLUS, TWO, Values.of(shared, 1, 2, 2)))
        .containsExactly(expected);
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(PLUS, Values.wave(0.1, 3, 2, 4).unknown(0), Values.wave(0.2, 1, 2, 4));
  }

  /** [2] would be broadcast without a word. */
  @Test
  void whatIsSharedHasTheShapeOfASample() {
    assertThatThrownBy(() -> Calculation.inDouble(PLUS, TWO, Values.of(new double[] {1, 2}, 2)))
        .hasMessage("shared: expected the shape of a sample of [2, 2, 2], found [2]");
  }
}
