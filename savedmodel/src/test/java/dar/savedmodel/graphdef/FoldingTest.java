package dar.savedmodel.graphdef;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class FoldingTest {
  private static final List<String> WANTED = List.of("x", "y");

  private static GraphDef fold(GraphDef graph, List<String> wanted) {
    return Folding.of(graph, wanted, SmallGraph.CONFIG);
  }

  @Test
  void theFunctionStaysTheSame() {
    GraphDef graph = SmallGraph.make();
    GraphDef folded = fold(graph, WANTED);
    Random random = new Random(1);
    for (int i = 0; i < 5; i++) {
      Map<String, float[]> x = Map.of("x", new float[] {random.nextFloat(), random.nextFloat()});
      assertThat(SmallGraph.run(folded, "y", x)).containsExactly(SmallGraph.run(graph, "y", x));
    }
  }

  /** What has two outputs, as a split, is left alone. */
  @Test
  void constantsAreComputed() {
    GraphDef folded = fold(SmallGraph.make(), WANTED);
    assertThat(folded.getNodeList().stream().filter(node -> node.getName().equals("five")))
        .extracting(NodeDef::getOp)
        .containsExactly("Const");
    assertThat(folded.getNodeList())
        .extracting(NodeDef::getName)
        .contains("x", "y", "halves")
        .doesNotContain("other");
    assertThat(folded.getNodeCount()).isLessThan(SmallGraph.make().getNodeCount() - 1);
  }

  @Test
  void nothingGrows() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      tf.withName("many").zeros(tf.constant(new int[] {1000}), TFloat32.class);
      tf.withName("negative").math.neg(tf.fill(tf.constant(new int[] {1000}), tf.constant(2f)));
      GraphDef folded = fold(graph.toGraphDef(), List.of("negative"));
      assertThat(folded.getNodeList()).extracting(NodeDef::getOp).contains("Fill", "Neg");
      assertThat(SmallGraph.run(folded, "negative", Map.of())).hasSize(1000).containsOnly(-2f);
    }
  }

  @Test
  void whatIsDrawnIsDrawnAgain() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      tf.withName("drawn").random.randomStandardNormal(tf.constant(new int[] {1}), TFloat32.class);
      assertThat(fold(graph.toGraphDef(), List.of("drawn")).getNodeList())
          .extracting(NodeDef::getOp)
          .contains("RandomStandardNormal");
    }
  }
}
