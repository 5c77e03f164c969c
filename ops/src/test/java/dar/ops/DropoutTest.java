package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

class DropoutTest {
  private static final double RATE = 0.3;

  private static Calculation<TFloat64> dropout(long seed) {
    return (tf, x) -> Dropout.call(tf, x.get(0), RATE, tf.constant(new long[] {seed, 5}));
  }

  @Test
  void erasesAtTheRateAndKeepsTheMean() {
    double[] y = Calculation.inDouble(dropout(1), Values.of(ones(20_000), 100, 200));
    double share = 1 - Math.rint(RATE * 65536) / 65536;
    assertThat(y).containsOnly(0, 1 / share);
    long erased = Arrays.stream(y).filter(v -> v == 0).count();
    assertThat(erased / 20_000.0).isCloseTo(RATE, within(0.01));
    assertThat(Arrays.stream(y).average().orElseThrow()).isCloseTo(1, within(0.02));
  }

  /** 8 bits know no rate between 76/256 and 77/256: a tensor has one of them, by chance. */
  @Test
  void ratesBetweenTwoThresholdsAreMetInTheMean() {
    double between = 76.5 / 256;
    int tensors = 200;
    double erased = 0;
    for (int i = 0; i < tensors; i++) {
      long[] seed = {i, 1};
      Calculation<TFloat64> one = (tf, x) -> Dropout.call(tf, x.get(0), between, tf.constant(seed));
      erased +=
          Arrays.stream(Calculation.inDouble(one, Values.of(ones(20_000), 20_000)))
              .filter(v -> v == 0)
              .count();
    }
    assertThat(erased / tensors / 20_000).isCloseTo(between, within(0.2 / 256));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.999, 1 - 1e-9})
  void noRateErasesAll(double rate) {
    Calculation<TFloat64> dropout =
        (tf, x) -> Dropout.call(tf, x.get(0), rate, tf.constant(new long[] {1, 2}));
    assertThat(Calculation.inDouble(dropout, Values.of(ones(20_000), 20_000))).containsOnly(0, 256);
  }

  @Test
  void theSeedDecides() {
    Values x = Values.wave(0.1, 10, 10);
    double[] first = Calculation.inDouble(dropout(1), x);
    assertThat(Calculation.inDouble(dropout(1), x)).containsExactly(first);
    assertThat(Calculation.inDouble(dropout(2), x)).isNotEqualTo(first);
  }

  @Test
  void hasItsGradient() {
    GradientCheck.check(dropout(1), Values.wave(0.1, 4, 5).unknown(0));
  }

  @Test
  void rateZeroGivesBackItsArgument() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat64> x = tf.constant(1.0);
      assertThat(Dropout.call(tf, x, 0, tf.constant(new long[] {1, 2}))).isSameAs(x);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void otherRatesAreRefused(double rate) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      assertThatThrownBy(
              () -> Dropout.call(tf, tf.constant(1.0), rate, tf.constant(new long[] {1, 2})))
          .hasMessage("rate: expected in [0, 1), found " + rate);
    }
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }
}
