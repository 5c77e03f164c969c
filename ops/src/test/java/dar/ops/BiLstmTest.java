package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/** Operands: x, kernel and bias forward, kernel and bias backward. */
class BiLstmTest {
  private static final Values[] SMALL = {
    Values.wave(0.1, 2, 3, 2).unknown(0),
    Values.wave(0.2, 4, 8),
    Values.wave(0.3, 8),
    Values.wave(0.4, 4, 8),
    Values.wave(0.5, 8)
  };
  private static final Values[] LARGE = {
    Values.gaussian(1, 1, 5, 7, 6).unknown(0),
    Values.gaussian(2, 0.4, 11, 20),
    Values.gaussian(3, 0.2, 20),
    Values.gaussian(4, 0.4, 11, 20),
    Values.gaussian(5, 0.2, 20)
  };

  private static <T extends TFloating> BiLstm.Weights<T> forward(List<Operand<T>> x) {
    return new BiLstm.Weights<>(x.get(1), x.get(2));
  }

  private static <T extends TFloating> BiLstm.Weights<T> backward(List<Operand<T>> x) {
    return new BiLstm.Weights<>(x.get(3), x.get(4));
  }

  private static <T extends TFloating> Operand<T> unrolled(Ops tf, List<Operand<T>> x) {
    return BiLstm.unrolled(tf, x.get(0), forward(x), backward(x));
  }

  private static <T extends TFloating> Calculation<T> unrolled(int... lengths) {
    return (tf, x) -> BiLstm.unrolled(tf, x.get(0), forward(x), backward(x), tf.constant(lengths));
  }

  private static Calculation<TFloat32> fused(int... lengths) {
    return (tf, x) -> BiLstm.fused(tf, x.get(0), forward(x), backward(x), tf.constant(lengths));
  }

  private static Operand<TFloat32> fused(Ops tf, List<Operand<TFloat32>> x) {
    return BiLstm.fused(tf, x.get(0), forward(x), backward(x));
  }

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(BiLstmTest::unrolled, SMALL))
        .containsExactly(
            new double[] {
              -0.1604333566, -0.1704218893, -0.4335791332, 0.0404596013,
              -0.4837728307, 0.2417550522, -0.3419479287, 0.1956828936,
              -0.3654108750, 0.0745380247, -0.0270109655, -0.0365362244,
              -0.4115240922, 0.2724333622, -0.5230461445, 0.3208684003,
              -0.3683140122, 0.2278698045, -0.1013307583, 0.1376357116,
              -0.5204126030, -0.1003581221, -0.2577094806, -0.0068522765
            },
            within(1e-9));
  }

  @Test
  void agreesWithPyTorchOnPackedSequences() {
    assertThat(Calculation.inDouble(unrolled(3, 2), SMALL))
        .containsExactly(
            new double[] {
              -0.1604333566,
              -0.1704218893,
              -0.4335791332,
              0.0404596013,
              -0.4837728307,
              0.2417550522,
              -0.3419479287,
              0.1956828936,
              -0.3654108750,
              0.0745380247,
              -0.0270109655,
              -0.0365362244,
              -0.4115240922,
              0.2724333622,
              -0.3969089401,
              0.3038227452,
              -0.3683140122,
              0.2278698045,
              0.0779293761,
              0.1289549413,
              0,
              0,
              0,
              0
            },
            within(1e-9));
  }

  @Test
  void theUnrolledOneHasItsGradients() {
    GradientCheck.check(BiLstmTest::unrolled, SMALL);
    GradientCheck.check(unrolled(3, 2), SMALL);
  }

  @Test
  void fusedEqualsUnrolled() {
    requireSame(BiLstmTest::fused, BiLstmTest::unrolled, LARGE, 5 * 7 * 10);
    requireSame(fused(7, 3, 0, 1, 5), unrolled(7, 3, 0, 1, 5), LARGE, 5 * 7 * 10);
    Values[] ofOneStep = LARGE.clone();
    ofOneStep[0] = Values.gaussian(1, 1, 5, 1, 6).unknown(0);
    requireSame(BiLstmTest::fused, BiLstmTest::unrolled, ofOneStep, 5 * 10);
  }

  private static void requireSame(
      Calculation<TFloat32> fused, Calculation<TFloat32> unrolled, Values[] operands, int size) {
    // Squared, so that each output has a gradient of its own.
    Calculation<TFloat32> first = (tf, x) -> tf.math.square(fused.call(tf, x));
    Calculation<TFloat32> second = (tf, x) -> tf.math.square(unrolled.call(tf, x));
    assertThat(Calculation.inFloat(fused, operands))
        .hasSize(size)
        .containsExactly(Calculation.inFloat(unrolled, operands), within(1e-5));
    List<double[]> expected = Calculation.gradientsInFloat(second, operands);
    List<double[]> found = Calculation.gradientsInFloat(first, operands);
    for (int i = 0; i < operands.length; i++) {
      assertThat(found.get(i)).as("input %d", i).containsExactly(expected.get(i), within(1e-5));
    }
  }

  /** Whole sequences are sequences of the whole length. */
  @Test
  void fullLengthsChangeNothing() {
    assertThat(Calculation.inFloat(fused(7, 7, 7, 7, 7), LARGE))
        .containsExactly(Calculation.inFloat(BiLstmTest::fused, LARGE));
  }

  /** Not even infinities and NaN come through, neither to the output nor to a gradient. */
  @Test
  void thePaddingNeverMatters() {
    int[] lengths = {7, 3, 0, 1, 5};
    Values[] spoilt = LARGE.clone();
    double[] junk = {1e3, Double.NaN, Double.POSITIVE_INFINITY};
    for (int b = 0; b < lengths.length; b++) {
      for (int step = lengths[b]; step < 7; step++) {
        for (int k = 0; k < 6; k++) {
          spoilt[0] = spoilt[0].with((b * 7 + step) * 6 + k, junk[k % 3]);
        }
      }
    }
    double[] clean = Calculation.inFloat(fused(lengths), LARGE);
    assertThat(Calculation.inFloat(fused(lengths), spoilt)).containsExactly(clean);
    assertThat(Calculation.inFloat(unrolled(lengths), spoilt))
        .containsExactly(Calculation.inFloat(unrolled(lengths), LARGE));
    List<double[]> gradients = Calculation.gradientsInFloat(fused(lengths), LARGE);
    List<double[]> spoiltGradients = Calculation.gradientsInFloat(fused(lengths), spoilt);
    for (int i = 0; i < gradients.size(); i++) {
      assertThat(spoiltGradients.get(i)).containsExactly(gradients.get(i));
    }
    for (int b = 0; b < lengths.length; b++) {
      int from = (b * 7 + lengths[b]) * 10;
      assertThat(IntStream.range(from, (b + 1) * 70).allMatch(i -> clean[i] == 0)).isTrue();
    }
  }

  /** A sample gives the same output beside longer ones as alone. */
  @Test
  void aShortSampleIsReadAsIfAlone() {
    double[] together = Calculation.inDouble(unrolled(3, 2), SMALL);
    Values[] alone = SMALL.clone();
    alone[0] = Values.of(IntStream.range(6, 10).mapToDouble(SMALL[0]::get).toArray(), 1, 2, 2);
    assertThat(IntStream.range(12, 20).mapToDouble(i -> together[i]).toArray())
        .containsExactly(Calculation.inDouble(BiLstmTest::unrolled, alone), within(1e-12));
  }

  /** Reading backwards with the weights swapped swaps the halves: reversing twice gives back. */
  @Test
  void reversedInputAndSwappedWeightsReverseTheOutput() {
    Calculation<TFloat64> mirrored =
        (tf, x) -> {
          Operand<TFloat64> reversed = tf.reverse(x.get(0), tf.constant(new int[] {1}));
          Operand<TFloat64> y = BiLstm.unrolled(tf, reversed, backward(x), forward(x));
          List<? extends Operand<TFloat64>> halves = tf.split(tf.constant(2), y, 2L).output();
          return tf.reverse(
              tf.concat(List.of(halves.get(1), halves.get(0)), tf.constant(2)),
              tf.constant(new int[] {1}));
        };
    assertThat(Calculation.inDouble(mirrored, LARGE))
        .containsExactly(Calculation.inDouble(BiLstmTest::unrolled, LARGE), within(1e-12));
  }

  @Test
  void theKernelTakesNoDoubles() {
    assertThatThrownBy(
            () ->
                Calculation.inDouble(
                    (tf, x) -> BiLstm.fused(tf, x.get(0), forward(x), backward(x)), SMALL))
        .hasMessageStartingWith("x: expected float32 or float16, found float64");
  }
}
