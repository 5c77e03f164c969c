package dar.savedmodel;

import com.google.protobuf.ByteString;
import dar.graph.variable.Variable;
import dar.savedmodel.graphdef.NodeInput;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Gives the operations of the variables the names that checkpoints use. TensorFlow Java accepts no
 * slash in a name, so in the graph {@code align/visual/kernel} is {@code align.visual.kernel}; but
 * Python lists a variable by the name of its operation.
 */
final class VariableNames {
  private static final String CLASS = "_class";
  private static final String COLOCATED = "loc:@";

  private final Map<String, String> names = new HashMap<>();

  VariableNames(List<Variable<?>> variables) {
    for (Variable<?> variable : variables) {
      names.put(variable.handle().op().name(), variable.name());
      names.put(variable.initializer().op().name(), variable.name() + "/Assign");
    }
  }

  /** The exported name of an operation. */
  String of(String operation) {
    return names.getOrDefault(operation, operation);
  }

  /** The same graph with the exported names. */
  GraphDef rename(GraphDef graph) {
    GraphDef.Builder renamed = graph.toBuilder();
    Set<String> seen = new HashSet<>();
    for (NodeDef.Builder node : renamed.getNodeBuilderList()) {
      node.setName(of(node.getName()));
      if (!seen.add(node.getName())) {
        throw new IllegalArgumentException(
            "variable %s: expected a name of its own, found an operation that has it"
                .formatted(node.getName()));
      }
      for (int i = 0; i < node.getInputCount(); i++) {
        NodeInput input = NodeInput.parse(node.getInput(i));
        node.setInput(i, input.at(of(input.operation())).toString());
      }
      if (node.containsAttr(CLASS)) {
        node.putAttr(CLASS, colocation(node.getAttrOrThrow(CLASS)));
      }
    }
    return renamed.build();
  }

  private AttrValue colocation(AttrValue value) {
    AttrValue.Builder renamed = value.toBuilder();
    var list = renamed.getListBuilder();
    for (int i = 0; i < list.getSCount(); i++) {
      String entry = list.getS(i).toStringUtf8();
      if (entry.startsWith(COLOCATED)) {
        list.setS(i, ByteString.copyFromUtf8(COLOCATED + of(entry.substring(COLOCATED.length()))));
      }
    }
    return renamed.build();
  }
}
