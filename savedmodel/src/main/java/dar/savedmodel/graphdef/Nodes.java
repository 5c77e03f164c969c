package dar.savedmodel.graphdef;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** The nodes of a graph, and what they read. */
public final class Nodes {
  private Nodes() {}

  static List<NodeInput> inputs(NodeDef node) {
    return node.getInputList().stream().map(NodeInput::parse).toList();
  }

  /** The same node, reading something else in place of each input. */
  static NodeDef reading(NodeDef node, UnaryOperator<NodeInput> instead) {
    NodeDef.Builder changed = node.toBuilder().clearInput();
    inputs(node).forEach(input -> changed.addInput(instead.apply(input).toString()));
    return changed.build();
  }

  /** The same graph with other nodes. */
  static GraphDef with(GraphDef graph, Iterable<NodeDef> nodes) {
    return graph.toBuilder().clearNode().addAllNode(nodes).build();
  }

  /** The part of a graph that some of its nodes need, and they themselves. */
  public static GraphDef needed(GraphDef graph, Collection<String> operations) {
    Set<String> names = namesNeeded(graph, operations);
    return with(
        graph, graph.getNodeList().stream().filter(n -> names.contains(n.getName())).toList());
  }

  static Set<String> namesNeeded(GraphDef graph, Collection<String> operations) {
    Map<String, NodeDef> byName = new HashMap<>();
    graph.getNodeList().forEach(node -> byName.put(node.getName(), node));
    Set<String> needed = new HashSet<>(operations);
    Deque<String> open = new ArrayDeque<>(needed);
    while (!open.isEmpty()) {
      for (NodeInput input : inputs(byName.get(open.remove()))) {
        if (needed.add(input.operation())) {
          open.add(input.operation());
        }
      }
    }
    return needed;
  }
}
