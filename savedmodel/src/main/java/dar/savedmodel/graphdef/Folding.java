package dar.savedmodel.graphdef;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** What depends on constants alone, computed beforehand. */
public final class Folding {
  /** What draws numbers has this attribute, and is not the same twice. */
  private static final String SEED = "seed";

  private Folding() {}

  /**
   * Folds what does not grow by it: zeros of any shape are made of two numbers.
   *
   * @param operations what the graph is for
   * @param config of the session that computes
   */
  public static GraphDef of(GraphDef graph, List<String> operations, ConfigProto config) {
    List<String> last = last(graph, new HashSet<>(operations));
    try (Graph constant = new Graph()) {
      constant.importGraphDef(Nodes.needed(graph, last));
      try (Session session = new Session(constant, config)) {
        Map<String, TensorProto> values = Constants.values(session, last);
        values
            .entrySet()
            .removeIf(
                value ->
                    value.getValue().getSerializedSize()
                        > Nodes.needed(graph, List.of(value.getKey())).getSerializedSize());
        return Nodes.needed(Constants.replace(graph, values), operations);
      }
    }
  }

  /** The last nodes, on each way through the graph, that depend on constants alone. */
  private static List<String> last(GraphDef graph, Set<String> operations) {
    Set<String> severalOutputs = new HashSet<>();
    for (NodeDef node : graph.getNodeList()) {
      Nodes.inputs(node).stream()
          .filter(input -> input.index() > 0)
          .forEach(input -> severalOutputs.add(input.operation()));
    }
    Set<String> constant = new HashSet<>();
    Set<String> computed = new HashSet<>();
    Set<String> read = new HashSet<>(operations);
    for (NodeDef node : graph.getNodeList()) {
      List<NodeInput> inputs = Nodes.inputs(node);
      if (node.getOp().equals(Constants.OPERATION)) {
        constant.add(node.getName());
      } else if (!inputs.isEmpty()
          && !node.containsAttr(SEED)
          && !severalOutputs.contains(node.getName())
          && inputs.stream().allMatch(input -> constant.contains(input.operation()))) {
        constant.add(node.getName());
        computed.add(node.getName());
      } else {
        inputs.forEach(input -> read.add(input.operation()));
      }
    }
    return computed.stream().filter(read::contains).sorted().toList();
  }
}
