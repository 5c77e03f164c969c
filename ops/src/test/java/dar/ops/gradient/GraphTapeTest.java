package dar.ops.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class GraphTapeTest {
  private final Graph graph = new Graph();
  private final GraphTape tape = new GraphTape(graph);
  private final Ops tf = tape.ops();

  @AfterEach
  void close() {
    graph.close();
  }

  private float value(Operand<TFloat32> operand) {
    try (Session session = new Session(graph);
        Result result = session.runner().fetch(operand).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  @Test
  void differentiatesForEachSourceInOrder() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> y = tf.constant(5f);
    List<Operand<TFloat32>> gradients =
        tape.gradient(tf.math.mul(tf.math.square(x), y), List.of(y, x));
    assertThat(value(gradients.get(0))).isEqualTo(9);
    assertThat(value(gradients.get(1))).isEqualTo(30);
  }

  @Test
  void anIntermediateValueIsASourceToo() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> square = tf.math.square(x);
    List<Operand<TFloat32>> gradients = tape.gradient(tf.math.square(square), List.of(x, square));
    assertThat(value(gradients.get(0))).isEqualTo(108);
    assertThat(value(gradients.get(1))).isEqualTo(18);
  }

  @Test
  void namesASourceThatTheTargetDoesNotReach() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> stranger = tf.withName("stranger").constant(5f);
    assertThatThrownBy(() -> tape.gradient(tf.math.square(x), List.of(x, stranger)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source 1: expected one that the target Square")
        .hasMessageEndingWith("found Const 'stranger' of shape []");
  }

  @Test
  void namesASourceBehindStopGradient() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> held = tf.withName("held").constant(5f);
    Operand<TFloat32> target = tf.math.mul(x, tf.stopGradient(held));
    assertThatThrownBy(() -> tape.gradient(target, List.of(x, held)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source 1:")
        .hasMessageContaining("'held'");
  }

  /** AddN adds three and more in an order that depends on timing, and so does their last bit. */
  @Test
  void gradientsOfManyReadersAreSummedInPairs() {
    Operand<TFloat32> x = tf.math.neg(tf.constant(3f));
    Operand<TFloat32> cube = tf.math.mul(tf.math.mul(x, x), x);
    Operand<TFloat32> target = tf.stack(List.of(x, cube, x));
    assertThat(value(tape.gradient(target, List.of(x)).get(0))).isEqualTo(29);
    assertThat(graph.operations())
        .toIterable()
        .filteredOn(op -> op.type().equals("AddN"))
        .hasSize(4)
        .allSatisfy(sum -> assertThat(sum.numInputs()).isEqualTo(2));
  }

  @Test
  void whoGivesNoGradientIsNoReader() {
    Operand<TFloat32> x = tf.math.neg(tf.constant(3f));
    List<Operand<?>> readers =
        List.of(
            tf.shape(x),
            tf.size(x),
            tf.stopGradient(x),
            GradientTape.unseen(tf.withSubScope("inside")).math.square(x));
    assertThat(value(tape.gradient(tf.math.square(x), List.of(x)).get(0))).isEqualTo(-6);
    assertThat(graph.operations())
        .toIterable()
        .filteredOn(op -> op.type().equals("Identity"))
        .isEmpty();
    assertThat(readers.get(3).op().name()).isEqualTo("inside/Square");
  }

  @Test
  void anEagerSessionIsNoGraph() {
    try (EagerSession session = EagerSession.create()) {
      assertThatThrownBy(() -> new GraphTape(Ops.create(session)))
          .hasMessage("tf: expected operations of a Graph, found those of EagerSession");
    }
  }

  @Test
  void theRightTapeIsFoundFromTheOperations() {
    assertThat(GradientTape.of(tf.withSubScope("inside"))).isInstanceOf(GraphTape.class);
    assertThat(GradientTape.of(Ops.create(graph))).isInstanceOf(GraphTape.class);
    try (EagerSession session = EagerSession.create();
        EagerTape eager = new EagerTape(session)) {
      assertThat(GradientTape.of(eager.ops().withSubScope("inside"))).isSameAs(eager);
      assertThatThrownBy(() -> GradientTape.of(Ops.create(session)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("new EagerTape(session).ops()");
    }
  }
}
