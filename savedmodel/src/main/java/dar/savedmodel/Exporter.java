package dar.savedmodel;

import dar.graph.Endpoint;
import dar.graph.variable.Saver;
import dar.graph.variable.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SaverDef;

/**
 * Writes a graph with the present values of its variables as a SavedModel.
 *
 * <p>The endpoint {@code predict} becomes the signature {@code serving_default}, the others keep
 * their names. The variables stay variables: what loads the model can go on training it. No
 * initialisation operation is exported, since every loader restores the variables by the saver.
 */
public final class Exporter {
  private Exporter() {}

  /**
   * Writes the folder, whole or not at all.
   *
   * @param graph with the operations of a {@link Saver}
   * @param session holds the variables' values
   * @param variables all that the graph has
   * @param tokenizer the {@code tokenizer.json} of its sentences, if it reads any
   * @param directory a folder that does not exist yet; TensorFlow Serving expects NAME/VERSION
   * @throws dar.graph.input.BadInputException if the folder exists or cannot be written
   */
  public static void export(
      Graph graph,
      Session session,
      List<Variable<?>> variables,
      List<Endpoint> endpoints,
      ModelDescription description,
      Optional<byte[]> tokenizer,
      Path directory) {
    SavedModelFolder.write(
        directory, session, metaGraph(graph, variables, endpoints), description, tokenizer);
  }

  private static MetaGraphDef metaGraph(
      Graph graph, List<Variable<?>> variables, List<Endpoint> endpoints) {
    VariableNames names = new VariableNames(variables);
    GraphDef definition = names.rename(graph.toGraphDef());
    MetaGraphDef.Builder metaGraph =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags(SavedModelFolder.TAG)
                    .setTensorflowVersion(TensorFlow.version()))
            .setGraphDef(definition)
            .setSaverDef(saver(graph));
    new VariableCollections(names, definition).addTo(metaGraph, variables);
    for (Endpoint endpoint : endpoints) {
      metaGraph.putSignatureDef(Signatures.key(endpoint), Signatures.of(endpoint));
    }
    return metaGraph.build();
  }

  private static SaverDef saver(Graph graph) {
    return SaverDef.newBuilder()
        .setFilenameTensorName(operation(graph, Saver.FILENAME) + ":0")
        .setSaveTensorName(operation(graph, Saver.SAVED) + ":0")
        .setRestoreOpName(operation(graph, Saver.RESTORED))
        .setVersion(SaverDef.CheckpointFormatVersion.V2)
        .build();
  }

  private static String operation(Graph graph, String name) {
    return graph.operationOrThrow(Saver.SCOPE + "/" + name).name();
  }
}
