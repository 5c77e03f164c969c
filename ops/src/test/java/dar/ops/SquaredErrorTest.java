package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat64;

class SquaredErrorTest {
  private static final Calculation<TFloat64> ERROR =
      (tf, x) -> SquaredError.mean(tf, x.get(0), x.get(1));

  @Test
  void averagesOverAllElements() {
    assertThat(
            Calculation.inDouble(
                ERROR,
                Values.of(new double[] {1, 2, 3, 4}, 2, 2),
                Values.of(new double[] {1, 0, 0, 5}, 2, 2)))
        .containsExactly((0 + 4 + 9 + 1) / 4.0);
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(
        ERROR, Values.wave(0.1, 2, 3, 2).unknown(0), Values.wave(0.7, 2, 3, 2).unknown(0));
  }

  @Test
  void anythingEqualsItself() {
    Values x = Values.wave(0.1, 5);
    assertThat(Calculation.inDouble(ERROR, x, x)).containsExactly(0);
  }

  /** [B, 1] against [B] would broadcast to B² differences without a word. */
  @Test
  void neitherIsBroadcast() {
    assertThatThrownBy(
            () -> Calculation.inDouble(ERROR, Values.wave(0.1, 3, 1), Values.wave(0.1, 3)))
        .hasMessage("b: expected the shape of a, [3, 1], found shape [3]");
  }
}
