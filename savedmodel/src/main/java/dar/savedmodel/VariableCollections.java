package dar.savedmodel;

import dar.graph.variable.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tensorflow.Output;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.VariableDef;

/**
 * The collections {@code variables} and {@code trainable_variables}: what makes Python see the
 * variables of a loaded model. TensorFlow Java's exporter writes neither.
 */
final class VariableCollections {
  private final VariableNames names;
  private final Map<String, String> reads = new HashMap<>();

  /** The graph has the exported names. */
  VariableCollections(VariableNames names, GraphDef graph) {
    this.names = names;
    for (NodeDef node : graph.getNodeList()) {
      if (node.getOp().equals("ReadVariableOp")) {
        reads.putIfAbsent(node.getInput(0), node.getName() + ":0");
      }
    }
  }

  void addTo(MetaGraphDef.Builder metaGraph, List<Variable<?>> variables) {
    metaGraph.putCollectionDef("variables", collection(variables, variable -> true));
    metaGraph.putCollectionDef("trainable_variables", collection(variables, Variable::trainable));
  }

  private CollectionDef collection(List<Variable<?>> variables, Predicate<Variable<?>> chosen) {
    CollectionDef.BytesList.Builder definitions = CollectionDef.BytesList.newBuilder();
    variables.stream()
        .filter(chosen)
        .forEach(variable -> definitions.addValue(definition(variable).toByteString()));
    return CollectionDef.newBuilder().setBytesList(definitions).build();
  }

  private VariableDef definition(Variable<?> variable) {
    String handle = names.of(variable.handle().op().name());
    Output<?> initial = variable.initialValue().asOutput();
    return VariableDef.newBuilder()
        .setVariableName(handle + ":0")
        .setInitializerName(names.of(variable.initializer().op().name()))
        .setSnapshotName(reads.get(handle)) // the saver reads every variable
        .setInitialValueName(names.of(initial.op().name()) + ":" + initial.index())
        .setIsResource(true)
        .setTrainable(variable.trainable())
        .build();
  }
}
