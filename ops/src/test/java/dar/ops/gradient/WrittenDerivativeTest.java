package dar.ops.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dar.ops.Values;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
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
    return WrittenDerivative.of(
        tf, name, tf.math.square(x), List.of(x), () -> List.of(tf.constant(new int[] {1, 2})));
  }

  @Test
  void aNameSaysWhichIsMeant() {
    try (EagerSession session = EagerSession.create();
        EagerTape tape = new EagerTape(session)) {
      Ops tf = tape.ops();
      Operand<TFloat32> x = tf.constant(3f);
      Operand<TFloat32> twice = tf.math.add(named(tf, "Sevenfold", x), named(tf, "Sevenfold", x));
      Operand<TFloat32> y = tf.math.add(twice, named(tf, "Ninefold", x));
      assertThat(Values.read(y.asTensor())).containsExactly(27);
      assertThat(Values.read(tape.gradient(y, List.of(x)).get(0).asTensor())).containsExactly(23);
    }
  }

  @Test
  void whereNothingIsRecordedThereIsTheValueAlone() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> y = tf.constant(1f);
      assertThat(WrittenDerivative.of(tf, "Sevenfold", y, List.of(y), () -> fail())).isSameAs(y);
    }
  }

  private static List<Operand<?>> fail() {
    throw new AssertionError("asked for");
  }

  @Test
  void anIdentityOfAnotherNameIsAnIdentity() {
    try (EagerSession session = EagerSession.create();
        EagerTape tape = new EagerTape(session)) {
      Ops tf = tape.ops();
      Operand<TFloat32> x = tf.constant(3f);
      List<Output<?>> same = tf.identityN(List.of(tf.math.square(x), x)).output();
      Operand<TFloat32> y = tf.math.square(same.get(0).expect(TFloat32.class));
      assertThat(Values.read(tape.gradient(y, List.of(x)).get(0).asTensor())).containsExactly(108);
    }
  }

  @Test
  void aNameIsFreeOfScopesAndNumbers() {
    assertThat(WrittenDerivative.baseName("train/LayerNorm_12")).isEqualTo("LayerNorm");
    assertThat(WrittenDerivative.baseName("LayerNorm")).isEqualTo("LayerNorm");
  }
}
