package dar.savedmodel;

import com.google.common.primitives.Longs;
import dar.graph.FloatValues;
import dar.graph.Sessions;
import dar.graph.TensorFlowFailure;
import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An exported model in memory: it predicts, goes on training by its signature {@code train}, and
 * can be exported again. The folder it came from is not looked at after loading.
 */
public final class LoadedModel implements AutoCloseable {
  private final SavedModelBundle bundle;
  private final SavedModelFolder saved;

  private LoadedModel(SavedModelBundle bundle, SavedModelFolder saved) {
    this.bundle = bundle;
    this.saved = saved;
  }

  /**
   * Loads what {@link Exporter} or {@link #export} has written.
   *
   * @param folder with {@code saved_model.pb}, in TensorFlow Serving's layout NAME/VERSION
   * @throws BadInputException if there is no such model, or it is damaged
   */
  public static LoadedModel load(Path folder) {
    SavedModelFolder saved = read(folder);
    return new LoadedModel(bundle(folder, config(saved)), saved);
  }

  /** Reads all but the variables, and looks whether it can predict. */
  static SavedModelFolder read(Path folder) {
    SavedModelFolder saved = SavedModelFolder.read(folder);
    expectPredictor(folder, saved);
    return saved;
  }

  private static SavedModelBundle bundle(Path folder, ConfigProto config) {
    try {
      return SavedModelBundle.loader(folder.toString())
          .withTags(SavedModelFolder.TAG)
          .withConfigProto(config)
          .load();
    } catch (RuntimeException e) {
      TensorFlowFailure.orRethrow(e);
      throw new BadInputException(
          "%s: expected a SavedModel that is whole, found %s"
              .formatted(folder, FileFailure.reason(e)),
          e);
    }
  }

  private static void expectPredictor(Path folder, SavedModelFolder saved) {
    SignatureDef predict =
        saved
            .metaGraph()
            .getSignatureDefOrDefault(Signatures.DEFAULT, SignatureDef.getDefaultInstance());
    saved
        .description()
        .inputs()
        .forEach(
            (name, sizes) -> {
              long[] expected = withBatch(Shape.UNKNOWN_SIZE, sizes).asArray();
              if (!predict.containsInputs(name)
                  || !Arrays.equals(
                      Signatures.shape(predict.getInputsOrThrow(name)).asArray(), expected)) {
                throw new BadInputException(
                    "%s: expected a signature %s with an input %s of shape %s, found none"
                        .formatted(folder, Signatures.DEFAULT, name, Arrays.toString(expected)));
              }
            });
  }

  private static Shape withBatch(long batch, List<Long> sizes) {
    return Shape.of(batch).append(Shape.of(Longs.toArray(sizes)));
  }

  /** For the sessions of such a model. */
  static ConfigProto config(SavedModelFolder saved) {
    return saved.description().tokens().isPresent() ? Sessions.oneByOne() : Sessions.sideBySide();
  }

  public ModelDescription description() {
    return saved.description();
  }

  /** The tokenizer of its sentences, a {@code tokenizer.json}; nothing where it takes vectors. */
  public Optional<byte[]> tokenizer() {
    return saved.tokenizer().map(byte[]::clone);
  }

  /**
   * The prediction of each sample from tilde U_m, [B, T_m, d_m], or from sentences.
   *
   * @param incomplete at least one input of the signature; those not given are all missing
   * @return [B], or class probabilities [B, C] in C order
   */
  public float[] predict(Map<String, Tensor> incomplete) {
    if (incomplete.isEmpty()) {
      throw new BadInputException("inputs: expected at least one modality, found none");
    }
    Tensor any = incomplete.values().iterator().next();
    long batch = any.shape().numDimensions() == 0 ? 1 : any.shape().get(0); // the rest is checked
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    List<Tensor> missing = new ArrayList<>();
    try {
      for (Map.Entry<String, List<Long>> input : saved.description().inputs().entrySet()) {
        Tensor tensor = incomplete.get(input.getKey());
        if (tensor == null) {
          tensor = zeros(input.getKey(), withBatch(batch, input.getValue()));
          missing.add(tensor);
        }
        feeds.put(input.getKey(), tensor);
      }
      incomplete.forEach(feeds::putIfAbsent); // a name that is unknown is refused
      Inputs.check(bundle.metaGraphDef().getSignatureDefOrThrow(Signatures.DEFAULT), feeds);
      int parts = parts(batch);
      return parts == 1 ? predicted(feeds) : Parts.predict(feeds, parts, this::predicted);
    } finally {
      missing.forEach(Tensor::close);
    }
  }

  /** BERT keeps all cores at each operation as it is. */
  private int parts(long batch) {
    ModelDescription model = saved.description();
    return model.tokens().isPresent() || model.steps().isEmpty()
        ? 1
        : Parts.count(batch, model.steps().getAsInt());
  }

  private float[] predicted(Map<String, Tensor> feeds) {
    try (Result result = bundle.function(Signatures.DEFAULT).call(feeds)) {
      return FloatValues.of((TFloat32) result.get(Signatures.PREDICTION).orElseThrow());
    }
  }

  private Tensor zeros(String name, Shape shape) {
    boolean whole =
        bundle
                .metaGraphDef()
                .getSignatureDefOrThrow(Signatures.DEFAULT)
                .getInputsOrThrow(name)
                .getDtype()
            == DataType.DT_INT32;
    return whole
        ? TInt32.tensorOf(shape, DataBuffers.of(new int[(int) shape.size()]))
        : TFloat32.tensorOf(shape, DataBuffers.of(new float[(int) shape.size()]));
  }

  /**
   * Runs a signature; {@code train} moves the variables of this model.
   *
   * @param signature {@code serving_default} or the name of another endpoint
   * @return its outputs by name, to be closed
   * @throws BadInputException if there is no such signature, or the inputs are not what it takes
   */
  public Result call(String signature, Map<String, Tensor> inputs) {
    Map<String, SignatureDef> known = bundle.metaGraphDef().getSignatureDefMap();
    if (!known.containsKey(signature)) {
      throw new BadInputException(
          "signature: expected one of %s, found %s"
              .formatted(new TreeSet<>(known.keySet()), signature));
    }
    Inputs.check(known.get(signature), inputs);
    return bundle.function(signature).call(inputs);
  }

  /**
   * Writes the model with the present values of its variables, whole or not at all.
   *
   * @param directory a folder that does not exist yet
   */
  public void export(Path directory) {
    saved.write(directory, bundle.session());
  }

  /**
   * Writes the model for prediction only, whole or not at all: its variables become constants, and
   * of its signatures {@code serving_default}, {@code predict}, {@code classify} and {@code
   * regress} stay. It predicts the same.
   *
   * @param directory a folder that does not exist yet
   */
  public void exportSlim(Path directory) {
    new SavedModelFolder(
            Slim.of(saved.metaGraph(), bundle.session(), config(saved)),
            saved.description(),
            saved.tokenizer(),
            saved.warmUp())
        .write(directory, bundle.session());
  }

  @Override
  public void close() {
    bundle.close();
  }
}
