package dar.training.distributed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

class PlacementTest {
  private static final Map<String, String> PARTS = Map.of("part0", "A", "part1", "B");

  private final GraphDef.Builder graph = GraphDef.newBuilder();

  private void node(String op, String name, String device, String... inputs) {
    NodeDef.Builder node = NodeDef.newBuilder().setOp(op).setName(name).setDevice(device);
    for (String input : inputs) {
      node.addInput(input);
    }
    graph.addNode(node);
  }

  private Map<String, String> placed() {
    return Placement.of(graph.build(), PARTS, "chief");
  }

  /** y = join(f(x0, w), f(x1, w)), and what its gradient adds: terms of two parts, summed. */
  @Test
  void aNodeIsWhereItsDataAre() {
    node("Placeholder", "x", "");
    node("Split", "halves", "", "x");
    node("Identity", "x0", "part0", "halves");
    node("Identity", "x1", "part1", "halves:1");
    node("VarHandleOp", "w", "");
    node("ReadVariableOp", "w.read", "", "w");
    node("MatMul", "y0", "", "x0", "w.read");
    node("MatMul", "y1", "", "w.read", "x1");
    node("Identity", "y0.here", "whole", "y0");
    node("Identity", "y1.here", "whole", "y1");
    node("Concat", "y", "whole", "y0.here", "y1.here");
    node("Slice", "dy1", "", "y");
    node("MatMul", "dw0", "", "x0", "y");
    node("MatMul", "dw1", "", "x1", "dy1");
    node("Relu", "dw1.after", "", "dw1", "x1");
    node("AddN", "dw", "", "dw0", "dw1.after");
    node("Mul", "more", "", "dw");
    assertThat(placed())
        .containsEntry("x", "chief")
        .containsEntry("halves", "chief")
        .containsEntry("x0", "A")
        .containsEntry("x1", "B")
        .containsEntry("w", "chief")
        .containsEntry("w.read", "chief")
        .containsEntry("y0", "A")
        .containsEntry("y1", "B")
        .containsEntry("y0.here", "chief")
        .containsEntry("y", "chief")
        .containsEntry("dy1", "chief")
        .containsEntry("dw0", "A")
        .containsEntry("dw1", "B")
        .containsEntry("dw1.after", "B")
        .containsEntry("dw", "chief")
        .containsEntry("more", "chief")
        .hasSize(17);
  }

  @Test
  void whatTouchesAVariableIsTheChiefs() {
    node("VarHandleOp", "w", "");
    node("Identity", "x1", "part1");
    node("AssignVariableOp", "assigned", "", "w", "x1");
    assertThat(placed()).containsEntry("w", "chief").containsEntry("assigned", "chief");
  }

  @Test
  void constantsGoWhereTheyAreRead() {
    node("Identity", "x0", "part0");
    node("Identity", "x1", "part1");
    node("Const", "one", "");
    node("Const", "both", "");
    node("Const", "none", "");
    node("Const", "held", "whole");
    node("Placeholder", "fed", "");
    node("Sum", "y0", "", "x0", "both", "held", "fed");
    node("Sum", "y1", "", "x1", "both", "one", "^none");
    assertThat(placed())
        .containsEntry("one", "B")
        .containsEntry("both", "chief")
        .containsEntry("none", "chief")
        .containsEntry("held", "chief")
        .containsEntry("fed", "chief");
  }

  @Test
  void theOrderOfANodeSaysNothingOfItsPlace() {
    node("Identity", "x0", "part0");
    node("Identity", "x1", "part1");
    node("Neg", "y1", "", "x1", "^x0");
    assertThat(placed()).containsEntry("y1", "B");
  }
}
