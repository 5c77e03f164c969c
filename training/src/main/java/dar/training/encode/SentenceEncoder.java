package dar.training.encode;

import dar.graph.FloatValues;
import dar.graph.Sessions;
import dar.graph.TensorFlowFailure;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import dar.training.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** A SavedModel that reads sentences, wherever it comes from. */
public final class SentenceEncoder implements AutoCloseable {
  private static final String TAG = "serve";

  private final Path folder;
  private final SavedModelBundle bundle;
  private final String name;
  private final EncoderSignature signature;
  private final int tokens;

  private SentenceEncoder(
      Path folder, SavedModelBundle bundle, String name, EncoderSignature signature, int tokens) {
    this.folder = folder;
    this.bundle = bundle;
    this.name = name;
    this.signature = signature;
    this.tokens = tokens;
  }

  /**
   * Opens a SavedModel.
   *
   * @param name of its signature
   * @param tokens T of the sentences
   * @throws BadInputException where there is none, or it does not take tokens and give vectors
   */
  public static SentenceEncoder open(Path folder, String name, int tokens) {
    if (!Files.isRegularFile(folder.resolve("saved_model.pb"))) {
      throw new BadInputException(folder + ": expected the folder of a SavedModel, found none");
    }
    SavedModelBundle bundle = load(folder);
    try {
      Map<String, SignatureDef> known = bundle.metaGraphDef().getSignatureDefMap();
      if (!known.containsKey(name)) {
        throw new BadInputException(
            "expected a signature %s, found %s".formatted(name, new TreeSet<>(known.keySet())));
      }
      EncoderSignature signature = EncoderSignature.of(known.get(name), tokens);
      return new SentenceEncoder(folder, bundle, name, signature, tokens);
    } catch (BadInputException e) {
      bundle.close();
      throw new BadInputException("%s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static SavedModelBundle load(Path folder) {
    try {
      return SavedModelBundle.loader(folder.toString())
          .withTags(TAG)
          .withConfigProto(Sessions.oneByOne())
          .load();
    } catch (RuntimeException e) {
      TensorFlowFailure.orRethrow(e);
      throw new BadInputException(
          "%s: expected a SavedModel that is whole, found %s"
              .formatted(folder, OneLine.of(String.valueOf(e.getMessage()))),
          e);
    }
  }

  /**
   * The vectors of sentences.
   *
   * @param ids [B, T], flat
   * @param mask [B, T], flat
   * @return [B, T, d], flat
   */
  float[] encode(int[] ids, int[] mask) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    inputs.put(signature.ids(), tensor(signature.ids(), ids));
    inputs.put(signature.mask(), tensor(signature.mask(), mask));
    signature.types().ifPresent(types -> inputs.put(types, tensor(types, new int[ids.length])));
    try (Result result = bundle.function(name).call(inputs)) {
      TFloat32 vectors = (TFloat32) result.get(signature.vectors()).orElseThrow();
      expectShape(vectors.shape(), ids.length / tokens);
      return FloatValues.of(vectors);
    } catch (RuntimeException e) {
      TensorFlowFailure.orRethrow(e);
      throw new BadInputException(
          "%s: expected vectors of sentences, found %s"
              .formatted(folder, OneLine.of(String.valueOf(e.getMessage()))),
          e);
    } finally {
      inputs.values().forEach(Tensor::close);
    }
  }

  private Tensor tensor(String input, int[] values) {
    Shape shape = Shape.of(values.length / tokens, tokens);
    DataType type =
        bundle.metaGraphDef().getSignatureDefOrThrow(name).getInputsOrThrow(input).getDtype();
    return type == DataType.DT_INT64
        ? TInt64.tensorOf(shape, DataBuffers.of(Arrays.stream(values).asLongStream().toArray()))
        : TInt32.tensorOf(shape, DataBuffers.of(values));
  }

  private void expectShape(Shape found, int batch) {
    if (found.get(0) != batch || found.get(1) != tokens) {
      throw new BadInputException(
          "%s: %s: expected [%d, %d, d], found %s"
              .formatted(folder, signature.vectors(), batch, tokens, found));
    }
  }

  /** The SHA-256 of its graph and its variables. */
  String hash() throws IOException {
    StringBuilder hashes = new StringBuilder(Sha256.of(folder.resolve("saved_model.pb")));
    Path variables = folder.resolve("variables");
    if (Files.isDirectory(variables)) {
      try (Stream<Path> files = Files.list(variables)) {
        List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
        for (Path file : sorted) {
          hashes.append('\n').append(Sha256.of(file));
        }
      }
    }
    return Sha256.of(hashes.toString());
  }

  @Override
  public void close() {
    bundle.close();
  }
}
