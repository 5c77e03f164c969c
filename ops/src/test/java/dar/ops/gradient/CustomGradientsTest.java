package dar.ops.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.ops.GradientCheck;
import dar.ops.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

/** Special functions serve: TensorFlow computes them and knows no gradient of theirs. */
class CustomGradientsTest {
  private static final Values X = Values.of(new double[] {0.3, 0.9, 1.7, 2.4}, 4);

  /** The derivative of a function of one variable, from x and the function's value. */
  private interface Derivative {
    Operand<TFloat64> at(Ops tf, Operand<TFloat64> x, Operand<TFloat64> value);
  }

  private static final Map<String, Derivative> DERIVATIVES =
      Map.ofEntries(
          Map.entry("BesselI0", (tf, x, y) -> special(tf, "BesselI1", x)),
          Map.entry("BesselI0e", (tf, x, y) -> tf.math.sub(special(tf, "BesselI1e", x), y)),
          Map.entry(
              "BesselI1", (tf, x, y) -> tf.math.sub(special(tf, "BesselI0", x), tf.math.div(y, x))),
          Map.entry("BesselJ0", (tf, x, y) -> tf.math.neg(special(tf, "BesselJ1", x))),
          Map.entry(
              "BesselJ1", (tf, x, y) -> tf.math.sub(special(tf, "BesselJ0", x), tf.math.div(y, x))),
          Map.entry("BesselK0", (tf, x, y) -> tf.math.neg(special(tf, "BesselK1", x))),
          Map.entry(
              "BesselK1",
              (tf, x, y) ->
                  tf.math.neg(tf.math.add(special(tf, "BesselK0", x), tf.math.div(y, x)))),
          Map.entry("BesselY0", (tf, x, y) -> tf.math.neg(special(tf, "BesselY1", x))),
          Map.entry(
              "BesselY1", (tf, x, y) -> tf.math.sub(special(tf, "BesselY0", x), tf.math.div(y, x))),
          Map.entry("FresnelSin", (tf, x, y) -> tf.math.sin(quarterTurns(tf, x))),
          Map.entry("FresnelCos", (tf, x, y) -> tf.math.cos(quarterTurns(tf, x))),
          Map.entry(
              "Dawsn",
              (tf, x, y) ->
                  tf.math.sub(tf.constant(1.0), tf.math.mul(tf.constant(2.0), tf.math.mul(x, y)))));

  private static Operand<TFloat64> quarterTurns(Ops tf, Operand<TFloat64> x) {
    return tf.math.mul(tf.constant(Math.PI / 2), tf.math.square(x));
  }

  private static Operand<TFloat64> special(Ops tf, String type, Operand<TFloat64> x) {
    return tf.scope()
        .env()
        .opBuilder(type, tf.scope().makeOpName(type), tf.scope())
        .addInput(x.asOutput())
        .build()
        .output(0);
  }

  @BeforeAll
  static void register() {
    DERIVATIVES.forEach(
        (type, derivative) ->
            CustomGradients.register(
                type,
                (tf, operation, dy) -> {
                  Operand<TFloat64> x = operation.input(0).expect(TFloat64.class);
                  Operand<TFloat64> y = operation.output(0).expect(TFloat64.class);
                  Operand<TFloat64> upstream = dy.get(0).expect(TFloat64.class);
                  return List.of(tf.math.mul(upstream, derivative.at(tf, x, y)));
                }));
  }

  /** Through TensorFlow's own registration the eleventh type would crash the process here. */
  @Test
  void twelveTypesOfOperationsAllHaveTheirOwn() {
    assertThat(DERIVATIVES).hasSize(12);
    DERIVATIVES
        .keySet()
        .forEach(type -> GradientCheck.check((tf, x) -> special(tf, type, x.get(0)), X));
  }

  @Test
  void theyWorkTogetherInOneGraph() {
    GradientCheck.check(
        (tf, x) -> {
          Operand<TFloat64> sum = tf.zerosLike(x.get(0));
          for (String type : DERIVATIVES.keySet().stream().sorted().toList()) {
            sum = tf.math.add(sum, special(tf, type, x.get(0)));
          }
          return sum;
        },
        X);
  }

  @Test
  void aSecondGradientForATypeIsRefused() {
    assertThatThrownBy(
            () -> CustomGradients.register("Dawsn", (tf, operation, dy) -> List.of(dy.get(0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Dawsn: a custom gradient is registered already");
    assertThatThrownBy(
            () -> CustomGradients.register("MatMul", (tf, operation, dy) -> List.of(dy.get(0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("MatMul: TensorFlow has a gradient of its own");
  }
}
