package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat64;

class ScaledTest {
  private static final Values X = Values.wave(0.3, 2, 3).unknown(0);

  private static Calculation<TFloat64> by(double... factors) {
    return (tf, x) ->
        Scaled.of(
            tf, x.get(0), factors.length == 1 ? tf.constant(factors[0]) : tf.constant(factors));
  }

  @Test
  void everyElementIsMultiplied() {
    assertThat(Calculation.inDouble(by(2), Values.of(new double[] {1, -2, 3, 4, 5, 6}, 2, 3)))
        .containsExactly(2, -4, 6, 8, 10, 12);
  }

  @Test
  void eachOfTheLastAxisMayHaveItsFactor() {
    assertThat(Calculation.inDouble(by(2, 1, 0), Values.of(new double[] {1, -2, 3, 4, 5, 6}, 2, 3)))
        .containsExactly(2, -2, 0, 8, 5, 0);
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(by(-3), X);
    GradientCheck.check(by(2, 1, 0.5), X);
  }
}
