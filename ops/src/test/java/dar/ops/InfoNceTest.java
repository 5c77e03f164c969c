package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.types.TFloat64;

class InfoNceTest {
  private static final Values Z = Values.wave(0.1, 3, 4, 5).unknown(1);

  private static Calculation<TFloat64> common(double temperature) {
    return (tf, x) -> InfoNce.common(tf, x.get(0), temperature);
  }

  private static Calculation<TFloat64> specific(double temperature) {
    return (tf, x) -> InfoNce.specific(tf, x.get(0), temperature);
  }

  static Stream<Arguments> both() {
    return Stream.of(Arguments.of("common", common(0.5)), Arguments.of("specific", specific(0.5)));
  }

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(common(0.1), Z)[0]).isCloseTo(7.0659837147, within(1e-9));
    assertThat(Calculation.inDouble(common(0.5), Z)[0]).isCloseTo(2.8979450345, within(1e-9));
    assertThat(Calculation.inDouble(specific(0.1), Z)[0]).isCloseTo(0.8483333241, within(1e-9));
    assertThat(Calculation.inDouble(specific(0.5), Z)[0]).isCloseTo(1.4827753122, within(1e-9));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("both")
  void hasItsGradient(String name, Calculation<TFloat64> loss) {
    GradientCheck.check(loss, Z);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("both")
  void theLengthsOfVectorsDoNotMatter(String name, Calculation<TFloat64> loss) {
    assertThat(Calculation.inDouble(loss, Z.times(17))[0])
        .isCloseTo(Calculation.inDouble(loss, Z)[0], within(1e-12));
  }

  /** One sample has no negatives for common and no positives for specific. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("both")
  void aSingleSampleAddsNothing(String name, Calculation<TFloat64> loss) {
    Values one = Values.wave(0.1, 3, 1, 5).unknown(1);
    assertThat(Calculation.inDouble(loss, one)).containsExactly(0);
    assertThat(Calculation.gradientsInDouble(loss, one).get(0)).containsOnly(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("both")
  void zeroVectorsStayFinite(String name, Calculation<TFloat64> loss) {
    Values zero = Z.times(0);
    assertThat(Calculation.inDouble(loss, zero)[0]).isFinite();
    assertThat(Calculation.gradientsInDouble(loss, zero).get(0)).doesNotContain(Double.NaN);
  }

  /**
   * When all vectors are equal a pair is told from n negatives by chance: log(1 + n). Common has
   * 3·3 of them, specific 2·4.
   */
  @Test
  void identicalRowsLeaveChance() {
    double[] equal = new double[60];
    Arrays.fill(equal, 0.7);
    Values rows = Values.of(equal, 3, 4, 5);
    assertThat(Calculation.inDouble(common(0.1), rows)[0]).isCloseTo(Math.log(10), within(1e-9));
    assertThat(Calculation.inDouble(specific(0.1), rows)[0]).isCloseTo(Math.log(9), within(1e-9));
    assertThat(Calculation.gradientsInDouble(common(0.1), rows).get(0)).doesNotContain(Double.NaN);
  }

  @Test
  void float32AgreesAtLowTemperature() {
    double exact = Calculation.inDouble(common(0.01), Z)[0];
    double single = Calculation.inFloat((tf, x) -> InfoNce.common(tf, x.get(0), 0.01), Z)[0];
    assertThat(single).isCloseTo(exact, within(1e-4 * exact));
  }
}
