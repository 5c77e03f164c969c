package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/** Its values are samples first, [B, T, n]. */
class TimeConvolutionTest {
  private static final Calculation<TFloat64> CONVOLUTION =
      (tf, x) -> convolution(tf, x.get(0), x.get(1), x.get(2));
  private static final Calculation<TFloat64> PRODUCT =
      (tf, x) ->
          TimeConvolution.stepsFirst(
              tf,
              TimeConvolution.byProduct(
                  tf,
                  TimeConvolution.stepsFirst(tf, x.get(0)),
                  x.get(1),
                  x.get(2),
                  Precision.FLOAT32));
  private static final Values X = Values.wave(0.1, 2, 4, 2).unknown(0);
  private static final Values KERNEL = Values.wave(0.2, 3, 2, 3);
  private static final Values BIAS = Values.wave(0.3, 3);

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(CONVOLUTION, X, KERNEL, BIAS))
        .containsExactly(
            new double[] {
              -0.8229236044, 0.5417043396, 1.1127341570, 0.7102598903, 1.0224010865, -0.1632777042,
              0.0594242865, 1.2950478955, 0.6334233036, 0.7257813506, 0.1849327834, -0.6268427447,
              0.5328927853, 0.7868408170, -0.1119347916, -0.1287058210, 0.4808636896, 0.3859667684,
              0.7691033590, 1.2770622011, -0.0858780733, 0.1454944761, 2.0892196621, 0.9722331486
            },
            within(1e-9));
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(CONVOLUTION, X, KERNEL, BIAS);
  }

  /** The middle tap alone passes the input through; the identity holds at both ends too. */
  @Test
  void theUnitKernelChangesNothing() {
    Values unit = Values.of(new double[] {0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0}, 3, 2, 2);
    assertThat(Calculation.inDouble(CONVOLUTION, X, unit, Values.of(new double[] {0, 0}, 2)))
        .containsExactly(X.numbers());
  }

  private static Operand<TFloat64> convolution(
      Ops tf, Operand<TFloat64> x, Operand<TFloat64> kernel, Operand<TFloat64> bias) {
    Operand<TFloat64> steps = TimeConvolution.stepsFirst(tf, x);
    return TimeConvolution.stepsFirst(tf, TimeConvolution.call(tf, steps, kernel, bias));
  }

  @Test
  void byProductIsTheSame() {
    assertThat(Calculation.inDouble(PRODUCT, X, KERNEL, BIAS))
        .containsExactly(Calculation.inDouble(CONVOLUTION, X, KERNEL, BIAS), within(1e-12));
    GradientCheck.check(PRODUCT, X, KERNEL, BIAS);
  }

  private static final Values KEEP = Values.of(new double[] {1, 0, 1, 1, 0, 1, 1, 0}, 2, 4, 1);
  private static final Calculation<TFloat64> BOTH =
      (tf, x) ->
          TimeConvolution.stepsFirst(
              tf,
              TimeConvolution.erasedAndWhole(
                  tf,
                  TimeConvolution.stepsFirst(tf, x.get(0)),
                  TimeConvolution.stepsFirst(tf, x.get(1)),
                  x.get(2),
                  x.get(3),
                  Precision.FLOAT32));

  @Test
  void erasedAndWholeAreTheTwoConvolutions() {
    Calculation<TFloat64> apart =
        (tf, x) ->
            tf.concat(
                List.of(
                    convolution(tf, tf.math.mul(x.get(0), x.get(1)), x.get(2), x.get(3)),
                    convolution(tf, x.get(0), x.get(2), x.get(3))),
                tf.constant(0));
    assertThat(Calculation.inDouble(BOTH, X, KEEP, KERNEL, BIAS))
        .containsExactly(Calculation.inDouble(apart, X, KEEP, KERNEL, BIAS), within(1e-12));
  }

  @Test
  void erasedAndWholeHaveTheirGradients() {
    GradientCheck.check(BOTH, X, KEEP, KERNEL, BIAS);
  }

  @Test
  void aSingleStepIsEnough() {
    Values single = Values.wave(0.1, 1, 1, 2);
    double[] expected = Calculation.inDouble(CONVOLUTION, single, KERNEL, BIAS);
    assertThat(expected).hasSize(3);
    assertThat(Calculation.inDouble(PRODUCT, single, KERNEL, BIAS))
        .containsExactly(expected, within(1e-12));
  }

  private static final Values STEPS = Values.wave(0.4, 4, 3);
  private static final Calculation<TFloat64> OF_STEPS =
      (tf, x) ->
          TimeConvolution.ofSteps(tf, TimeConvolution.stepsFirst(tf, x.get(0)), x.get(1), x.get(2));

  /** A kernel that picks the last step, the sum of the first two and nothing. */
  @Test
  void channelsCanBeSteps() {
    Values kernel = Values.of(new double[] {0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0}, 4, 3);
    double[] y = Calculation.inDouble(OF_STEPS, X, kernel, Values.of(new double[] {0, 0, 5}, 3));
    for (int sample = 0; sample < 2; sample++) {
      int in = sample * 8;
      assertThat(Arrays.copyOfRange(y, sample * 6, sample * 6 + 6))
          .containsExactly(
              new double[] {
                X.get(in + 6),
                X.get(in + 7),
                X.get(in) + X.get(in + 2),
                X.get(in + 1) + X.get(in + 3),
                5,
                5
              },
              within(1e-12));
    }
  }

  @Test
  void aConvolutionOverStepsHasItsGradients() {
    GradientCheck.check(OF_STEPS, X, STEPS, BIAS);
  }
}
