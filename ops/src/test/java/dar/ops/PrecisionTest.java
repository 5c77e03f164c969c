package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

class PrecisionTest {
  private static final Values A = Values.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
  private static final Values B = Values.of(new double[] {1, 0, 2, -1, 1, 0.5}, 2, 3);

  /** Small whole numbers and halves lose nothing in 8 bits. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void smallNumbersAreExact(Precision precision) {
    assertThat(Calculation.inFloat((tf, x) -> precision.product(tf, x.get(0), x.get(1)), A, B))
        .containsExactly(-1, 2, 3, -1, 4, 8, -1, 6, 13);
  }

  @Test
  void bfloat16RoundsToEightBits() {
    Calculation<TFloat32> product = (tf, x) -> Precision.BFLOAT16.product(tf, x.get(0), x.get(1));
    Values one = Values.of(new double[] {1}, 1, 1);
    assertThat(Calculation.inFloat(product, Values.of(new double[] {1 + 1.0 / 512}, 1, 1), one))
        .containsExactly(1);
    assertThat(Calculation.inFloat(product, Values.of(new double[] {1e38}, 1, 1), one)[0])
        .as("the range is that of float32")
        .isCloseTo(1e38, within(1e36));
  }

  @Test
  void gradientsArriveInTheTypeOfTheOperands() {
    Calculation<TFloat64> product = (tf, x) -> Precision.BFLOAT16.product(tf, x.get(0), x.get(1));
    assertThat(Calculation.gradientsInDouble(product, A, B).get(0))
        .as("sums of the rows of B")
        .containsExactly(3, 0.5, 3, 0.5, 3, 0.5);
  }

  @Test
  void float32HasItsGradients() {
    GradientCheck.check(
        (tf, x) -> Precision.FLOAT32.product(tf, x.get(0), x.get(1)),
        Values.wave(0.1, 3, 2),
        Values.wave(0.2, 2, 4));
  }
}
