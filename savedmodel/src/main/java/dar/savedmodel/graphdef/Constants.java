package dar.savedmodel.graphdef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Constants in place of what is computed, or read from variables. */
public final class Constants {
  static final String OPERATION = "Const";
  private static final String READ = "ReadVariableOp";

  private Constants() {}

  /**
   * The graph with the present values in place of its variables.
   *
   * @param session that holds them; its graph has the same nodes by the same names
   * @param operations what the graph is for; what those do not need is left out
   */
  public static GraphDef freeze(GraphDef graph, Session session, List<String> operations) {
    GraphDef needed = Nodes.needed(graph, operations);
    List<String> reads =
        needed.getNodeList().stream()
            .filter(node -> node.getOp().equals(READ))
            .map(NodeDef::getName)
            .toList();
    return Nodes.needed(replace(needed, values(session, reads)), operations);
  }

  /** The first output of some operations. */
  static Map<String, TensorProto> values(Session session, List<String> operations) {
    Map<String, TensorProto> values = new HashMap<>();
    if (operations.isEmpty()) {
      return values;
    }
    Session.Runner runner = session.runner();
    operations.forEach(runner::fetch);
    try (Result result = runner.run()) {
      for (int i = 0; i < operations.size(); i++) {
        values.put(operations.get(i), TensorProtos.of(result.get(i)));
      }
    }
    return values;
  }

  /** The graph with constants in place of some nodes, which have one output each. */
  static GraphDef replace(GraphDef graph, Map<String, TensorProto> values) {
    return Nodes.with(
        graph,
        graph.getNodeList().stream()
            .map(
                node ->
                    values.containsKey(node.getName())
                        ? constant(node.getName(), values.get(node.getName()))
                        : node)
            .toList());
  }

  private static NodeDef constant(String name, TensorProto value) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp(OPERATION)
        .putAttr("dtype", AttrValue.newBuilder().setType(value.getDtype()).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
        .build();
  }
}
