package dar.savedmodel.graphdef;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A function of a graph called a second time, with other arguments. What the arguments have no part
 * in, variables above all, is shared with the first call.
 *
 * @param nodes to be added to the graph
 * @param result what the function gives this time
 */
public record SecondCall(List<NodeDef> nodes, NodeInput result) {
  /** Where nodes that run on one device together are named; a copy runs where it likes. */
  private static final String TOGETHER = "_class";

  /**
   * Copies a function.
   *
   * @param scope the names of the copies begin with it
   * @param arguments by the operations, placeholders, that they take the place of
   */
  public static SecondCall of(
      GraphDef graph, String scope, Map<String, NodeInput> arguments, NodeInput result) {
    Set<String> needed = Nodes.namesNeeded(graph, List.of(result.operation()));
    Set<String> copied = new HashSet<>();
    List<NodeDef> nodes = new ArrayList<>();
    for (NodeDef node : graph.getNodeList()) {
      boolean depends =
          Nodes.inputs(node).stream()
              .map(NodeInput::operation)
              .anyMatch(input -> arguments.containsKey(input) || copied.contains(input));
      if (depends && needed.contains(node.getName())) {
        copied.add(node.getName());
        nodes.add(
            Nodes.reading(node, input -> instead(input, scope, arguments, copied)).toBuilder()
                .setName(name(scope, node.getName()))
                .removeAttr(TOGETHER)
                .build());
      }
    }
    return new SecondCall(nodes, instead(result, scope, arguments, copied));
  }

  /**
   * The graph with the second call and with what surrounds it.
   *
   * @param around a graph whose names are others, which makes the arguments and uses the result
   * @param placeholder the operation in it that stands for the result
   */
  public GraphDef insert(GraphDef graph, GraphDef around, String placeholder) {
    List<NodeDef> all = new ArrayList<>(graph.getNodeList());
    for (NodeDef node : around.getNodeList()) {
      if (node.getName().equals(placeholder)) {
        all.addAll(nodes);
      } else {
        all.add(
            Nodes.reading(node, input -> input.operation().equals(placeholder) ? result : input));
      }
    }
    return Nodes.with(graph, all);
  }

  private static NodeInput instead(
      NodeInput input, String scope, Map<String, NodeInput> arguments, Set<String> copied) {
    NodeInput argument = arguments.get(input.operation());
    if (argument != null) {
      return argument;
    }
    return copied.contains(input.operation()) ? input.at(name(scope, input.operation())) : input;
  }

  private static String name(String scope, String operation) {
    return scope + "/" + operation;
  }
}
