package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.tensorflow.types.TFloat64;

class CrossEntropyTest {
  private static final Calculation<TFloat64> LOSS =
      (tf, x) -> CrossEntropy.mean(tf, x.get(0), tf.constant(new int[] {2, 0, 3}));

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(LOSS, Values.wave(0.1, 3, 4))[0])
        .isCloseTo(1.5320494452, within(1e-9));
  }

  @Test
  void hasItsGradient() {
    GradientCheck.check(LOSS, Values.wave(0.1, 3, 4).unknown(0));
  }

  @Test
  void equalLogitsCostTheLogarithmOfTheClasses() {
    assertThat(Calculation.inDouble(LOSS, Values.wave(0.1, 3, 4).times(0))[0])
        .isCloseTo(Math.log(4), within(1e-12));
  }

  @Test
  void hugeLogitsStayFinite() {
    Values logits = Values.wave(0.1, 3, 4).times(1e6);
    assertThat(Calculation.inDouble(LOSS, logits)[0]).isFinite();
    assertThat(Calculation.gradientsInDouble(LOSS, logits).get(0)).doesNotContain(Double.NaN);
  }

  @Test
  void threeAxesAreRefused() {
    assertThatThrownBy(() -> Calculation.inDouble(LOSS, Values.wave(0.1, 3, 1, 4)))
        .hasMessage("logits: expected 2 axes, found shape [3, 1, 4]");
  }
}
