package dar.tools.serve.model;

import dar.graph.language.Tokenizer;
import dar.savedmodel.ModelDescription;
import dar.savedmodel.ServedModel;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorProto;
import tensorflow.serving.PredictionLog;

/** A version of a model in memory, with the requests that wait for it. */
final class ServedVersion implements Servable, AutoCloseable {
  /** Would move the variables under other requests, and with them what everybody is answered. */
  private static final String TRAIN = "train";

  private final String name;
  private final long version;
  private final RequestLimits limits;
  private final ServedModel model;
  private final Optional<Completion> completion;
  private final Map<String, ServedSignature> signatures;
  private final Batcher batcher;

  private ServedVersion(
      String name, long version, RequestLimits limits, ServedModel model, IntConsumer sizes) {
    this.name = name;
    this.version = version;
    this.limits = limits;
    this.model = model;
    signatures =
        model.signatures().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> signature(model, e.getKey(), e.getValue())));
    completion =
        model.description().map(described -> new Completion(model.tokenizer().map(Tokenizer::of)));
    batcher =
        new Batcher("%s/%d".formatted(name, version), limits, new BatchRunner(model, sizes)::run);
  }

  /** Of another program's model nothing says that an answer is of its own row alone. */
  private static ServedSignature signature(
      ServedModel model, String name, SignatureDef definition) {
    ServedSignature signature =
        ServedSignature.of(name, definition).taking(model.taken(definition));
    return model.description().isPresent() ? signature : signature.alone();
  }

  /**
   * Loads a version and plays the requests that it wants to be warmed up with.
   *
   * @param sizes is told how many samples each batch has
   * @throws dar.graph.input.BadInputException where it is no model, or damaged
   * @throws ServingException where it does not answer those requests
   */
  static ServedVersion load(
      String name, long version, Path folder, RequestLimits limits, IntConsumer sizes) {
    ServedModel model = ServedModel.load(folder);
    ServedVersion served;
    try {
      served = new ServedVersion(name, version, limits, model, sizes);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
    try {
      WarmUps.play(model.warmUp(), served);
      return served;
    } catch (RuntimeException | Error e) {
      served.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public Map<String, SignatureDef> signatures() {
    return model.signatures();
  }

  @Override
  public Optional<ModelDescription> description() {
    return model.description();
  }

  @Override
  public CompletableFuture<Map<String, TensorProto>> run(
      String signature, Map<String, TensorProto> inputs) {
    ServedSignature called = signatures.get(signature);
    if (called == null) {
      throw new ServingException(
          Status.Code.FAILED_PRECONDITION,
          "Serving signature key \"%s\" not found.".formatted(signature));
    }
    if (completion.isPresent() && signature.equals(TRAIN)) {
      throw new ServingException(
          Status.Code.FAILED_PRECONDITION,
          "train: expected a signature that leaves the model as it is; train it offline");
    }
    Map<String, TensorProto> all =
        completion.map(missing -> missing.of(called, inputs)).orElse(inputs);
    Call call = called.check(all, limits.bytes());
    List<Piece> pieces =
        call.pieces(limits.batch(), System.nanoTime() + limits.timeout().toNanos());
    batcher.add(pieces);
    return Piece.together(pieces);
  }

  /** What it wants to be asked before it serves. */
  List<PredictionLog> warmUp() {
    return model.warmUp();
  }

  /** How many samples wait. */
  int waiting() {
    return batcher.waiting();
  }

  /** Waits for the requests that there are. */
  @Override
  public void close() {
    batcher.close();
    completion.ifPresent(Completion::close);
    model.close();
  }
}
