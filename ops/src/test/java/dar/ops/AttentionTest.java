package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

class AttentionTest {
  private static final Calculation<TFloat64> TWO_HEADS =
      (tf, x) -> Attention.call(tf, x.get(0), x.get(1), x.get(2), 2);
  private static final int[][] MASK = {{1, 1, 0}, {1, 0, 1}};
  private static final Values Q = Values.wave(0.1, 2, 2, 4).unknown(0);
  private static final Values K = Values.wave(0.2, 2, 3, 4).unknown(0);
  private static final Values V = Values.wave(0.3, 2, 3, 4).unknown(0);

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(TWO_HEADS, Q, K, V))
        .containsExactly(
            new double[] {
              -0.2227284142, 0.5966211293, 0.5726023022, -0.2199808926,
              -0.5365455692, 0.2661027325, 0.6973450342, 0.1330666338,
              0.2085966074, -0.6132530718, -0.5424829769, 0.2765836236,
              0.3051424331, -0.5368819788, -0.6160808582, 0.1321213717
            },
            within(1e-9));
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(TWO_HEADS, Q, K, V);
  }

  private static final Values QKV = Values.wave(0.1, 2, 3, 12).unknown(0);

  private static Operand<TFloat64> part(Ops tf, Operand<TFloat64> qkv, int from) {
    return tf.slice(qkv, tf.constant(new int[] {0, 0, from}), tf.constant(new int[] {-1, -1, 4}));
  }

  @Test
  void scaledQueriesMayLieBesideKeysAndValues() {
    double scale = Attention.scale(4, 2);
    assertThat(scale).isEqualTo(1 / Math.sqrt(2));
    Values factors =
        Values.of(new double[] {scale, scale, scale, scale, 1, 1, 1, 1, 1, 1, 1, 1}, 12);
    Calculation<TFloat64> packed =
        (tf, x) -> {
          Operand<TFloat64> scaled = tf.math.mul(x.get(0), x.get(1)); // [B, 3, 12]
          return Attention.packed(tf, tf.reshape(scaled, tf.constant(new int[] {-1, 12})), 3, 2);
        };
    Calculation<TFloat64> apart =
        (tf, x) ->
            Attention.call(
                tf, part(tf, x.get(0), 0), part(tf, x.get(0), 4), part(tf, x.get(0), 8), 2);
    assertThat(Calculation.inDouble(packed, QKV, factors))
        .containsExactly(Calculation.inDouble(apart, QKV), within(1e-12));
    GradientCheck.check(packed, QKV, factors);
  }

  /** Weights that sum to 1 leave equal values as they are. */
  @Test
  void equalValuesComeThroughUnchanged() {
    assertThat(Calculation.inDouble(TWO_HEADS, Q, K, V.times(0).plus(3)))
        .hasSize(16)
        .containsExactly(Q.times(0).plus(3).numbers(), within(1e-12));
  }

  @Test
  void largeScoresStayFinite() {
    assertThat(Arrays.stream(Calculation.inDouble(TWO_HEADS, Q.times(1e4), K.times(1e4), V)))
        .hasSize(16)
        .allMatch(v -> Math.abs(v) <= 1);
  }

  @Test
  void headsDivideTheWidth() {
    assertThatThrownBy(
            () ->
                Calculation.inDouble(
                    (tf, x) -> Attention.call(tf, x.get(0), x.get(0), x.get(0), 3), Q))
        .hasMessage("heads: expected a divisor of the width 4, found 3");
  }

  @Test
  void theNumberOfStepsMayBeUnknown() {
    assertThat(Calculation.inDouble(TWO_HEADS, Q.unknown(1), K.unknown(1), V.unknown(1)))
        .containsExactly(Calculation.inDouble(TWO_HEADS, Q, K, V));
    GradientCheck.check(TWO_HEADS, Q.unknown(1), K.unknown(1), V.unknown(1));
  }

  private static final Values ONE = Values.wave(0.1, 2, 4).unknown(0);
  private static final Values X = Values.wave(0.2, 2, 3, 4).unknown(0);
  private static final Values[] PROJECTIONS = {
    Values.wave(0.3, 4, 4), Values.wave(0.4, 4), Values.wave(0.5, 4, 4), Values.wave(0.6, 4)
  };

  /** q, x, kernel and bias of the keys, kernel and bias of the values. */
  private static final Calculation<TFloat64> OF_ONE =
      (tf, x) ->
          Attention.ofOne(
              tf,
              x.get(0),
              x.get(1),
              new Attention.Projection<>(x.get(2), x.get(3)),
              new Attention.Projection<>(x.get(4), x.get(5)),
              2);

  private static Values[] ofOne() {
    return Stream.concat(Stream.of(ONE, X), Arrays.stream(PROJECTIONS)).toArray(Values[]::new);
  }

  @Test
  void aSingleQueryNeedsNoKeysAndValues() {
    Calculation<TFloat64> whole =
        (tf, x) ->
            Attention.call(
                tf,
                tf.expandDims(x.get(0), tf.constant(1)),
                projected(tf, x.get(1), x.get(2), x.get(3)),
                projected(tf, x.get(1), x.get(4), x.get(5)),
                2);
    assertThat(Calculation.inDouble(OF_ONE, ofOne()))
        .containsExactly(Calculation.inDouble(whole, ofOne()), within(1e-12));
  }

  private static Operand<TFloat64> projected(
      Ops tf, Operand<TFloat64> x, Operand<TFloat64> kernel, Operand<TFloat64> bias) {
    Operand<TFloat64> rows = tf.reshape(x, tf.constant(new int[] {-1, 4}));
    return tf.reshape(
        tf.math.add(tf.linalg.matMul(rows, kernel), bias), tf.constant(new int[] {2, 3, 4}));
  }

  @Test
  void aSingleQueryHasItsGradients() {
    GradientCheck.check(OF_ONE, ofOne());
  }

  @Test
  void agreesWithPyTorchUnderAMask() {
    assertThat(Calculation.inDouble(masked(MASK), Q, K, V))
        .containsExactly(
            new double[] {
              -0.0867728267, 0.8065443838, 0.5489754846, -0.4916031082,
              -0.3136546353, 0.6919861404, 0.7127945519, -0.2906295502,
              0.0240194614, -0.6831985734, -0.3988460456, 0.4076949822,
              0.0784755276, -0.6036978992, -0.4176450231, 0.2722930897
            },
            within(1e-9));
  }

  @Test
  void hasItsGradientsUnderAMask() {
    GradientCheck.check(masked(MASK), Q, K, V);
  }

  @Test
  void staysFiniteUnderAFullMask() {
    int[][] none = new int[2][3];
    assertThat(Arrays.stream(Calculation.inDouble(masked(none), Q, K, V)))
        .hasSize(16)
        .allMatch(Double::isFinite);
    assertThat(Calculation.gradientsInDouble(masked(none), Q, K, V))
        .allSatisfy(gradient -> assertThat(Arrays.stream(gradient)).allMatch(Double::isFinite));
  }

  /** Sample 0 sees keys 0 and 1, so it may as well have no key 2. */
  @Test
  void maskedEqualsSubset() {
    Values q = Values.wave(0.1, 1, 2, 4);
    double[] subset =
        Calculation.inDouble(TWO_HEADS, q, Values.wave(0.2, 1, 2, 4), Values.wave(0.3, 1, 2, 4));
    assertThat(Arrays.copyOf(Calculation.inDouble(masked(MASK), Q, K, V), 8))
        .containsExactly(subset, within(1e-12));
  }

  /** Not by a bit, however large it is. */
  @Test
  void aMaskedKeyAndItsValueChangeNothing() {
    int masked = 2 * 4; // the first number of key 2 of sample 0
    assertThat(Calculation.inFloat(masked(MASK), Q, K.with(masked, 1e6), V.with(masked, 1e6)))
        .containsExactly(Calculation.inFloat(masked(MASK), Q, K, V));
  }

  private static <T extends TFloating> Calculation<T> masked(int[][] mask) {
    return (tf, x) -> {
      Operand<T> bias = Attention.keyBias(tf, tf.constant(mask), x.get(0).type()); // [B, t]
      return Attention.call(tf, x.get(0), x.get(1), x.get(2), 2, bias);
    };
  }
}
