package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat64;

class AttentionTest {
  private static final Calculation<TFloat64> TWO_HEADS =
      (tf, x) -> Attention.call(tf, x.get(0), x.get(1), x.get(2), 2);
  private static final Values Q = Values.wave(0.1, 2, 2, 4).unknown(0);
  private static final Values K = Values.wave(0.2, 2, 3, 4).unknown(0);
  private static final Values V = Values.wave(0.3, 2, 3, 4).unknown(0);

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(TWO_HEADS, Q, K, V))
        .containsExactly(
            new double[] {
              -0.2227284142, 0.5966211293, 0.5726023022, -0.2199808926,
              -0.5365455692, 0.2661027325, 0.6973450342, 0.1330666338,
              0.2085966074, -0.6132530718, -0.5424829769, 0.2765836236,
              0.3051424331, -0.5368819788, -0.6160808582, 0.1321213717
            },
            within(1e-9));
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(TWO_HEADS, Q, K, V);
  }

  /** Weights that sum to 1 leave equal values as they are. */
  @Test
  void equalValuesComeThroughUnchanged() {
    assertThat(Calculation.inDouble(TWO_HEADS, Q, K, V.times(0).plus(3)))
        .hasSize(16)
        .containsExactly(Q.times(0).plus(3).numbers(), within(1e-12));
  }

  @Test
  void largeScoresStayFinite() {
    assertThat(Arrays.stream(Calculation.inDouble(TWO_HEADS, Q.times(1e4), K.times(1e4), V)))
        .hasSize(16)
        .allMatch(v -> Math.abs(v) <= 1);
  }

  @Test
  void headsDivideTheWidth() {
    assertThatThrownBy(
            () ->
                Calculation.inDouble(
                    (tf, x) -> Attention.call(tf, x.get(0), x.get(0), x.get(0), 3), Q))
        .hasMessage("heads: expected a divisor of the width 4, found 3");
  }

  @Test
  void theNumberOfStepsMustBeKnown() {
    assertThatThrownBy(() -> Calculation.inDouble(TWO_HEADS, Q.unknown(1), K, V))
        .hasMessageContaining("q: expected a known size on axis 1");
  }
}
