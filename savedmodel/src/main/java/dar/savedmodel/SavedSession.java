package dar.savedmodel;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TString;

/**
 * The graph of a SavedModel with its values, whoever wrote it, made as TensorFlow Serving makes it
 * ({@code tensorflow/cc/saved_model/loader.cc}).
 *
 * <p>TensorFlow Java's own loader refuses a model of which some signature is not what the graph
 * says, though nobody may ever ask for it; {@code half_plus_three}, the example of TensorFlow
 * Serving's documentation, is such.
 */
record SavedSession(Graph graph, Session session) implements AutoCloseable {
  private static final String INITIALIZER = "__saved_model_init_op";
  private static final List<String> EARLIER_INITIALIZERS =
      List.of("saved_model_main_op", "legacy_init_op");
  private static final String ASSETS = "saved_model_assets";

  /**
   * Loads a model.
   *
   * @param metaGraph what {@code folder} says of it
   * @throws BadInputException if it is damaged
   */
  static SavedSession load(Path folder, MetaGraphDef metaGraph, ConfigProto config) {
    Graph graph = new Graph();
    SavedSession loaded = new SavedSession(graph, new Session(graph, config));
    try {
      graph.importGraphDef(metaGraph.getGraphDef());
      loaded.fill(folder, metaGraph);
      return loaded;
    } catch (TensorFlowException
        | IllegalArgumentException // also one of TensorFlow's own, as the next
        | UnsupportedOperationException
        | InvalidProtocolBufferException e) {
      loaded.close();
      throw new BadInputException(
          "%s: expected a SavedModel that is whole, found %s"
              .formatted(folder, FileFailure.reason(e)),
          e);
    }
  }

  private void fill(Path folder, MetaGraphDef metaGraph) throws InvalidProtocolBufferException {
    Map<String, String> assets = assets(folder, metaGraph);
    Path variables = SavedModelFolder.variables(folder);
    if (Files.exists(SavedModelFolder.index(folder))) {
      Map<String, String> texts = new LinkedHashMap<>(assets);
      texts.put(metaGraph.getSaverDef().getFilenameTensorName(), variables.toString());
      run(metaGraph.getSaverDef().getRestoreOpName(), texts);
    }
    initializer(metaGraph).ifPresent(operation -> run(operation, assets));
  }

  /** Files that the graph reads, by the tensors that take their names. */
  private static Map<String, String> assets(Path folder, MetaGraphDef metaGraph)
      throws InvalidProtocolBufferException {
    List<AssetFileDef> files = new ArrayList<>(metaGraph.getAssetFileDefList());
    if (files.isEmpty() && metaGraph.containsCollectionDef(ASSETS)) {
      for (Any file : metaGraph.getCollectionDefOrThrow(ASSETS).getAnyList().getValueList()) {
        files.add(file.unpack(AssetFileDef.class));
      }
    }
    Map<String, String> assets = new LinkedHashMap<>();
    for (AssetFileDef file : files) {
      assets.put(
          file.getTensorInfo().getName(),
          folder.resolve(Assets.FOLDER).resolve(file.getFilename()).toString());
    }
    return assets;
  }

  /** What fills tables and the like, once the variables have their values. */
  private static Optional<String> initializer(MetaGraphDef metaGraph) {
    Stream<String> now =
        Stream.ofNullable(metaGraph.getSignatureDefMap().get(INITIALIZER))
            .map(signature -> signature.getOutputsOrThrow(INITIALIZER).getName());
    Stream<String> earlier =
        EARLIER_INITIALIZERS.stream()
            .filter(metaGraph::containsCollectionDef)
            .flatMap(
                key ->
                    metaGraph.getCollectionDefOrThrow(key).getNodeList().getValueList().stream());
    return Stream.concat(now, earlier).findFirst();
  }

  private void run(String operation, Map<String, String> texts) {
    List<TString> tensors = new ArrayList<>();
    try {
      Session.Runner runner = session.runner().addTarget(operation);
      texts.forEach(
          (tensor, text) -> {
            tensors.add(TString.scalarOf(text));
            runner.feed(tensor, tensors.get(tensors.size() - 1));
          });
      runner.run().close();
    } finally {
      tensors.forEach(TString::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
