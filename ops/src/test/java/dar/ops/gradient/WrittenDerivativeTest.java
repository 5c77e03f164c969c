package dar.ops.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dar.ops.Values;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

class WrittenDerivativeTest {

  /** Wrong on purpose: what arrives can be of nobody else. */
  @BeforeAll
  static void register() {
    WrittenDerivative.register("Sevenfold", WrittenDerivativeTest::sevenfold);
    WrittenDerivative.register("Ninefold", WrittenDerivativeTest::ninefold);
  }

  private static <T extends TFloating> List<Operand<T>> sevenfold(
      Ops tf, GraphOperation values, Operand<T> dy) {
    return List.of(tf.math.mul(dy, tf.dtypes.cast(tf.constant(7), dy.type())));
  }

  private static <T extends TFloating> List<Operand<T>> ninefold(
      Ops tf, GraphOperation values, Operand<T> dy) {
    return List.of(tf.math.mul(dy, tf.dtypes.cast(tf.constant(9), dy.type())));
  }

  private static Operand<TFloat32> named(Ops tf, String name, Operand<TFloat32> x) {
    return WrittenDerivative.keeping(
        tf,
        name,
        List.of(x),
        unseen ->
            new WrittenDerivative.Made<>(
                unseen.math.square(x), List.of(unseen.constant(new int[] {1, 2}))));
  }

  /** y(3) and y'(3). */
  private static double[] atThree(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> y) {
    try (EagerSession session = EagerSession.create();
        EagerTape tape = new EagerTape(session)) {
      Operand<TFloat32> x = tape.ops().constant(3f);
      Operand<TFloat32> value = y.apply(tape.ops(), x);
      return new double[] {
        Values.read(value.asTensor())[0],
        Values.read(tape.gradient(value, List.of(x)).get(0).asTensor())[0]
      };
    }
  }

  @Test
  void aNameSaysWhichIsMeant() {
    assertThat(
            atThree(
                (tf, x) ->
                    tf.math.add(
                        tf.math.add(named(tf, "Sevenfold", x), named(tf, "Sevenfold", x)),
                        named(tf, "Ninefold", x))))
        .containsExactly(27, 23);
  }

  @Test
  void whereNothingIsRecordedThereIsTheValueAlone() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> y = tf.constant(1f);
      assertThat(WrittenDerivative.of(tf, "Sevenfold", List.of(y), unseen -> y)).isSameAs(y);
    }
  }

  @Test
  void anIdentityOfAnotherNameIsAnIdentity() {
    assertThat(
            atThree(
                (tf, x) ->
                    tf.math.square(
                        tf.identityN(List.of(tf.math.square(x), x))
                            .output()
                            .get(0)
                            .expect(TFloat32.class))))
        .containsExactly(81, 108);
  }

  @Test
  void aNameIsFreeOfScopesAndNumbers() {
    assertThat(WrittenDerivative.baseName("train/LayerNorm_12")).isEqualTo("LayerNorm");
    assertThat(WrittenDerivative.baseName("LayerNorm")).isEqualTo("LayerNorm");
  }
}
