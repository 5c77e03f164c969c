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
