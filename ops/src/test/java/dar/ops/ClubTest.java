package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

class ClubTest {
  private static final Calculation<TFloat64> LIKELIHOOD =
      (tf, x) -> Club.logLikelihood(tf, x.get(0), x.get(1), x.get(2));
  private static final Calculation<TFloat64> BOUND =
      (tf, x) -> Club.upperBound(tf, x.get(0), x.get(1), x.get(2));
  private static final Values Y = Values.wave(0.1, 3, 2, 4).unknown(0);
  private static final Values MEAN = Values.wave(0.2, 3, 2, 4).unknown(0);
  private static final Values LOG_VARIANCE = Values.wave(0.3, 3, 2, 4).unknown(0);

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(LIKELIHOOD, Y, MEAN, LOG_VARIANCE)[0])
        .isCloseTo(-0.0177596077, within(1e-9));
    assertThat(Calculation.inDouble(BOUND, Y, MEAN, LOG_VARIANCE)[0])
        .isCloseTo(2.6758822226, within(1e-9));
  }

  @Test
  void haveTheirGradients() {
    GradientCheck.check(LIKELIHOOD, Y, MEAN, LOG_VARIANCE);
    GradientCheck.check(BOUND, Y, MEAN, LOG_VARIANCE);
  }

  /** Eq. 9 as it stands, over a [B, B, t, d] of all pairs. */
  private static Operand<TFloat64> allPairs(Ops tf, List<Operand<TFloat64>> x) {
    Operand<TFloat64> y = x.get(0);
    Operand<TFloat64> mean = x.get(1);
    Operand<TFloat64> paired = tf.math.squaredDifference(y, mean); // [B, t, d]
    Operand<TFloat64> pairs =
        tf.math.squaredDifference(
            tf.expandDims(y, tf.constant(0)),
            tf.expandDims(mean, tf.constant(1))); // [B of mean, B of y, t, d]
    Operand<TFloat64> crossed = tf.math.mean(pairs, tf.constant(1)); // [B, t, d]
    Operand<TFloat64> gap =
        tf.math.mul(tf.math.sub(crossed, paired), tf.math.exp(tf.math.neg(x.get(2))));
    return tf.math.mul(
        Dimensions.meanOfAll(tf, tf.reduceSum(gap, tf.constant(-1))), tf.constant(0.5));
  }

  @Test
  void theClosedFormEqualsTheSumOverAllPairs() {
    Values[] x = {
      Values.gaussian(1, 1, 17, 5, 6),
      Values.gaussian(2, 1, 17, 5, 6),
      Values.gaussian(3, 1, 17, 5, 6)
    };
    assertThat(Calculation.inDouble(BOUND, x)[0])
        .isCloseTo(Calculation.inDouble(ClubTest::allPairs, x)[0], within(1e-10));
    List<double[]> closed = Calculation.gradientsInDouble(BOUND, x);
    List<double[]> naive = Calculation.gradientsInDouble(ClubTest::allPairs, x);
    for (int i = 0; i < x.length; i++) {
      assertThat(closed.get(i)).containsExactly(naive.get(i), within(1e-10));
    }
  }

  /** mean(y²) − ȳ² would lose every digit here in float32. */
  @Test
  void keepsItsDigitsFarFromZero() {
    Values y = Values.gaussian(1, 1, 16, 2, 3).plus(3000);
    Values mean = Values.gaussian(2, 1, 16, 2, 3).plus(3000);
    Values logVariance = Values.wave(0.3, 16, 2, 3);
    double exact = Calculation.inDouble(BOUND, y, mean, logVariance)[0];
    double single =
        Calculation.inFloat(
            (tf, x) -> Club.upperBound(tf, x.get(0), x.get(1), x.get(2)), y, mean, logVariance)[0];
    assertThat(single).isCloseTo(exact, within(2e-3 * Math.abs(exact)));
  }

  @Test
  void isZeroWhenAllYAreEqual() {
    Values y = Values.of(new double[24], 3, 2, 4).plus(0.7);
    assertThat(Calculation.inDouble(BOUND, y, MEAN, LOG_VARIANCE)[0]).isCloseTo(0, within(1e-12));
  }

  /** A q that says the same of every x tells nothing of y. */
  @Test
  void isZeroWhenTheNetworkIgnoresItsInput() {
    Values same = Values.of(new double[24], 3, 2, 4).plus(0.4);
    assertThat(Calculation.inDouble(BOUND, Y, same, same)[0]).isCloseTo(0, within(1e-12));
  }

  @Test
  void aSinglePairBoundsZero() {
    Values y = Values.wave(0.1, 1, 2, 4).unknown(0);
    Values mean = Values.wave(0.9, 1, 2, 4).unknown(0);
    assertThat(Calculation.inDouble(BOUND, y, mean, mean)).containsExactly(0);
    assertThat(Calculation.gradientsInDouble(BOUND, y, mean, mean).get(0)).containsOnly(0);
  }
}
