package dar.savedmodel;

import dar.graph.Sessions;
import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.savedmodel.serving.WarmUp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import tensorflow.serving.PredictionLog;

/**
 * A SavedModel in memory as a server has it: signatures that are called, whoever wrote it. What
 * {@link Exporter} wrote is described besides.
 */
public final class ServedModel implements AutoCloseable {
  private final SavedSession loaded;
  private final Map<String, SignatureDef> signatures;
  private final Optional<ModelDescription> description;
  private final Optional<byte[]> tokenizer;
  private final List<PredictionLog> warmUp;

  private ServedModel(
      SavedSession loaded,
      Map<String, SignatureDef> signatures,
      Optional<SavedModelFolder> described,
      List<PredictionLog> warmUp) {
    this.loaded = loaded;
    this.signatures = signatures;
    this.description = described.map(SavedModelFolder::description);
    this.tokenizer = described.flatMap(SavedModelFolder::tokenizer);
    this.warmUp = warmUp;
  }

  /**
   * Loads a model, and does not look at its folder any more.
   *
   * @param folder with {@code saved_model.pb}
   * @throws BadInputException if there is none, or it is damaged
   */
  public static ServedModel load(Path folder) {
    Optional<SavedModelFolder> described =
        SavedModelFolder.isDescribed(folder)
            ? Optional.of(LoadedModel.read(folder))
            : Optional.empty();
    MetaGraphDef metaGraph =
        described
            .map(SavedModelFolder::metaGraph)
            .orElseGet(() -> SavedModelFolder.metaGraph(folder));
    List<PredictionLog> warmUp = warmUp(folder);
    ConfigProto config = described.map(LoadedModel::config).orElseGet(Sessions::oneByOne);
    // Of the graph's definition, which may hold all weights, only the signatures stay.
    return new ServedModel(
        SavedSession.load(folder, metaGraph, config),
        metaGraph.getSignatureDefMap(),
        described,
        warmUp);
  }

  private static List<PredictionLog> warmUp(Path folder) {
    try {
      Optional<Path> file = SavedModelFolder.warmUp(folder);
      return file.isPresent() ? WarmUp.read(file.get()) : List.of();
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected to read its warm-up, found %s".formatted(folder, FileFailure.reason(e)), e);
    }
  }

  /** By name. */
  public Map<String, SignatureDef> signatures() {
    return signatures;
  }

  /**
   * A signature as the graph takes it. TensorFlow Serving does not hold requests against what a
   * signature says of inputs, and a graph may take more: of {@code half_plus_three}, in its
   * documentation, the signature says [?, 1] and the requests [3], and examples are told to be
   * numbers. What {@link Exporter} wrote is as it says.
   */
  public SignatureDef taken(SignatureDef signature) {
    if (description.isPresent()) {
      return signature;
    }
    SignatureDef.Builder taken = signature.toBuilder();
    signature.getInputsMap().forEach((name, input) -> taken.putInputs(name, taken(input)));
    return taken.build();
  }

  private TensorInfo taken(TensorInfo input) {
    Output<?> fed = loaded.graph().output(input.getName());
    return input.toBuilder()
        .setDtype(fed == null ? input.getDtype() : fed.dataType())
        .setTensorShape(TensorShapeProto.newBuilder().setUnknownRank(true))
        .build();
  }

  /** What it predicts; nothing where another program wrote it. */
  public Optional<ModelDescription> description() {
    return description;
  }

  /** As {@link LoadedModel#tokenizer()}. */
  public Optional<byte[]> tokenizer() {
    return tokenizer.map(byte[]::clone);
  }

  /** What it wants to be asked before it serves. */
  public List<PredictionLog> warmUp() {
    return warmUp;
  }

  /**
   * Runs a signature of this model as it is; several threads may.
   *
   * @param signature {@link #taken} or not
   * @param inputs by the signature's names, of the types and shapes that the graph takes
   * @return its outputs by the names of their tensors, to be closed; outputs may share one
   */
  public Result run(SignatureDef signature, Map<String, Tensor> inputs, List<String> outputs) {
    Session.Runner runner = loaded.session().runner();
    inputs.forEach(
        (name, tensor) -> runner.feed(signature.getInputsOrThrow(name).getName(), tensor));
    outputs.stream()
        .map(signature::getOutputsOrThrow)
        .map(TensorInfo::getName)
        .distinct()
        .forEach(runner::fetch);
    return runner.run();
  }

  @Override
  public void close() {
    loaded.close();
  }
}
