package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat64;

class ActivationTest {
  private static final Calculation<TFloat64> GELU = (tf, x) -> Activation.gelu(tf, x.get(0));

  @Test
  void geluIsTheExactOne() {
    assertThat(Calculation.inDouble(GELU, Values.of(new double[] {-2, -0.5, 0, 1, 3}, 5)))
        .containsExactly(
            new double[] {-0.0455002639, -0.1542687694, 0, 0.8413447461, 2.9959503059},
            within(1e-9));
  }

  @Test
  void geluHasItsGradient() {
    GradientCheck.check(GELU, Values.wave(0.1, 2, 3).unknown(0));
  }

  @Test
  void geluStaysFiniteFarOut() {
    assertThat(Calculation.inDouble(GELU, Values.of(new double[] {-1e30, 1e30}, 2)))
        .containsExactly(new double[] {0, 1e30}, within(1e15));
  }

  /** gelu(x) − gelu(−x) = x. */
  @Test
  void geluDiffersFromItsMirrorImageByX() {
    Values x = Values.wave(0.4, 7);
    double[] right = Calculation.inDouble(GELU, x);
    double[] left = Calculation.inDouble(GELU, x.times(-1));
    for (int i = 0; i < right.length; i++) {
      assertThat(right[i] - left[i]).isCloseTo(x.get(i), within(1e-12));
    }
  }
}
