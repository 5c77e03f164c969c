package dar.savedmodel;

import dar.graph.Endpoint;
import dar.graph.variable.Saver;
import dar.savedmodel.serving.Method;
import dar.savedmodel.serving.WarmUp;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SaverDef;

/**
 * Writes a graph with the present values of its variables as a SavedModel.
 *
 * <p>The endpoint {@code predict} becomes the signature of that name and {@code serving_default},
 * and is what {@code classify} and {@code regress} ask ({@link Answers}); the others keep their
 * names. The variables stay variables: what loads the model can go on training it. No
 * initialisation operation is exported, since every loader restores the variables by the saver.
 */
public final class Exporter {
  private Exporter() {}

  /**
   * Writes the folder, whole or not at all.
   *
   * @param tokenizer the {@code tokenizer.json} of its sentences, if it reads any
   * @param samples what a server warms up with: inputs of {@code predict}, [B, ...] each
   * @param directory a folder that does not exist yet; TensorFlow Serving expects NAME/VERSION
   * @throws dar.graph.input.BadInputException if the folder exists or cannot be written
   */
  public static void export(
      TrainedGraph model,
      ModelDescription description,
      Optional<byte[]> tokenizer,
      Map<String, Tensor> samples,
      Path directory) {
    MetaGraphDef metaGraph = metaGraph(model, description);
    String name = String.valueOf(directory.toAbsolutePath().getParent().getFileName());
    byte[] warmUp =
        new WarmUp(name, samples).records(Signatures.DEFAULT, metaGraph.getSignatureDefMap());
    new SavedModelFolder(metaGraph, description, tokenizer, Optional.of(warmUp))
        .write(directory, model.session());
  }

  private static MetaGraphDef metaGraph(TrainedGraph model, ModelDescription description) {
    VariableNames names = new VariableNames(model.variables());
    GraphDef definition = names.rename(model.graph().toGraphDef());
    MetaGraphDef.Builder metaGraph =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags(SavedModelFolder.TAG)
                    .setTensorflowVersion(TensorFlow.version()))
            .setGraphDef(definition)
            .setSaverDef(saver(model.graph()));
    new VariableCollections(names, definition).addTo(metaGraph, model.variables());
    for (Endpoint endpoint : model.endpoints()) {
      metaGraph.putSignatureDef(endpoint.name(), Signatures.of(endpoint, Method.PREDICT));
    }
    metaGraph.putSignatureDef(
        Signatures.DEFAULT, metaGraph.getSignatureDefOrThrow(Method.PREDICT.key()));
    ExampleSignatures.addTo(metaGraph, description);
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
