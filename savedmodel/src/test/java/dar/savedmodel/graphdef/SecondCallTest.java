package dar.savedmodel.graphdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class SecondCallTest {

  /** -y(x + 1), around a graph that has y(x) = 5 x + 8. */
  @Test
  void isTheSameFunctionOfAnotherArgument() {
    GraphDef graph = SmallGraph.make();
    SecondCall call =
        SecondCall.of(
            graph, "again", Map.of("x", NodeInput.parse("around/more")), NodeInput.parse("y:0"));
    GraphDef both = call.insert(graph, around(), "around/result");
    Map<String, float[]> one = Map.of("x", new float[] {1}, "around/z", new float[] {10});
    assertThat(SmallGraph.run(both, "y", one)).containsExactly(13);
    assertThat(SmallGraph.run(both, "around/negative", one)).containsExactly(-63);
  }

  private static GraphDef around() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph).withSubScope("around");
      var z = tf.withName("z").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
      tf.withName("more").math.add(z, tf.constant(1f));
      var result =
          tf.withName("result").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
      tf.withName("negative").math.neg(result);
      return graph.toGraphDef();
    }
  }

  @Test
  void whatTheArgumentsHaveNoPartInIsShared() {
    SecondCall call =
        SecondCall.of(
            SmallGraph.make(), "again", Map.of("x", NodeInput.parse("z")), NodeInput.parse("y"));
    assertThat(call.nodes())
        .extracting(NodeDef::getName)
        .contains("again/product", "again/y")
        .doesNotContain("again/five", "again/halves", "again/other", "again/x");
    assertThat(call.result()).hasToString("again/y");
  }
}
