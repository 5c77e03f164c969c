package dar.ops.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec;
import org.tensorflow.EagerSession;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

class SharedIntegersTest {
  private final Graph graph = new Graph();
  private final Ops tf = SharedIntegers.in(Ops.create(graph));

  @AfterEach
  void close() {
    graph.close();
  }

  private static void assertSame(Operand<?> a, Operand<?> b) {
    assertThat(a.asOutput()).isEqualTo(b.asOutput());
  }

  private static void assertApart(Operand<?> a, Operand<?> b) {
    assertThat(a.asOutput()).isNotEqualTo(b.asOutput());
  }

  @Test
  void theSameIntegersAreOneConstant() {
    assertSame(tf.constant(new int[] {1, 2}), tf.withSubScope("there").constant(new int[] {1, 2}));
    assertSame(tf.constant(7L), tf.constant(7L));
    assertThat(graph.operations()).toIterable().hasSize(2);
  }

  @Test
  void otherIntegersShapesAndTypesAreOthers() {
    assertApart(tf.constant(new int[] {1, 2}), tf.constant(new int[] {2, 1}));
    assertApart(tf.constant(1), tf.constant(new int[] {1}));
    assertApart(tf.constant(0L), tf.constant(new int[] {0, 0}));
  }

  /** A gradient may be asked for with respect to one of them. */
  @Test
  void floatsStayApart() {
    assertApart(tf.constant(1f), tf.constant(1f));
  }

  @Test
  void whatHasANameOfItsOwnIsNobodyElses() {
    assertApart(tf.constant(1), tf.withName("begin").constant(1));
    assertThat(tf.withName("begin").constant(1).op().name()).startsWith("begin");
  }

  @Test
  void whatWaitsForOthersStaysApart() {
    Operand<TInt32> first = tf.constant(1);
    Operand<TInt32> waits = tf.withControlDependencies(List.of(first)).constant(1);
    assertApart(first, waits);
    assertSame(first, tf.constant(1));
  }

  @Test
  void everyDeviceHasItsOwn() {
    Ops there = tf.withDevice(DeviceSpec.newBuilder().job("worker").build());
    assertApart(tf.constant(1), there.constant(1));
    assertSame(there.constant(1), there.constant(1));
  }

  @Test
  void anEagerSessionIsLeftAsItIs() {
    try (EagerSession session = EagerSession.create()) {
      Ops eager = Ops.create(session);
      assertThat(SharedIntegers.in(eager)).isSameAs(eager);
      assertThatThrownBy(() -> SharedIntegers.around(eager))
          .hasMessage("tf: expected operations of a Graph, found those of EagerSession");
    }
  }
}
