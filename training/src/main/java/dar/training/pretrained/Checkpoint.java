package dar.training.pretrained;

import dar.graph.input.BadInputException;
import dar.training.data.OneLine;
import dar.training.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.EagerSession;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TFloat32;

/**
 * A TensorFlow checkpoint with Google's names, which are ours, below {@code bert/} or not. It is
 * read by TensorFlow's own RestoreV2, which finds a tensor by its name; to know a shape is to read.
 */
final class Checkpoint implements Tensors {
  static final String INDEX = ".index";

  private static final String SCOPE = "bert/";
  private static final String FIRST = "embeddings/LayerNorm/beta";

  /** What TensorFlow says of a name that it does not find. */
  private static final String NOT_FOUND = "not found in checkpoint";

  private final Path prefix;
  private final List<Path> files;
  private final String scope;

  private Checkpoint(Path prefix, List<Path> files, String scope) {
    this.prefix = prefix;
    this.files = files;
    this.scope = scope;
  }

  /** Opens the checkpoint whose files are {@code prefix.index} and {@code prefix.data-*}. */
  static Tensors open(Path prefix) throws IOException {
    Path index = Path.of(prefix + INDEX);
    List<Path> files = new ArrayList<>(List.of(index));
    try (Stream<Path> beside = Files.list(prefix.toAbsolutePath().getParent())) {
      beside
          .filter(file -> file.getFileName().toString().startsWith(prefix.getFileName() + ".data-"))
          .sorted()
          .forEach(files::add);
    }
    Checkpoint scoped = new Checkpoint(prefix, files, SCOPE);
    return scoped.shape(FIRST).isPresent() ? scoped : new Checkpoint(prefix, files, "");
  }

  @Override
  public String subject() {
    return prefix.toString();
  }

  @Override
  public Optional<Shape> shape(String variable) {
    return restore(variable, TFloat32::shape);
  }

  @Override
  public float[] read(String variable) {
    return restore(
            variable,
            tensor -> {
              float[] values = new float[Math.toIntExact(tensor.size())];
              tensor.copyTo(DataBuffers.of(values));
              return values;
            })
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s: expected %s, found none".formatted(prefix, scope + variable)));
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(TFloat32 tensor);
  }

  private <T> Optional<T> restore(String variable, Use<T> use) {
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      Restore restored =
          tf.train.restore(
              tf.constant(prefix.toAbsolutePath().toString()),
              tf.array(scope + variable),
              tf.array(""),
              List.of(TFloat32.class));
      try (TFloat32 tensor = (TFloat32) restored.tensors().get(0).asTensor()) {
        return Optional.of(use.of(tensor));
      }
    } catch (TensorFlowException e) {
      if (String.valueOf(e.getMessage()).contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw new BadInputException(
          "%s: %s: expected float32 values, found %s"
              .formatted(prefix, variable, OneLine.of(String.valueOf(e.getMessage()))),
          e);
    }
  }

  @Override
  public String hash() throws IOException {
    StringBuilder hashes = new StringBuilder();
    for (Path file : files) {
      hashes.append(Sha256.of(file)).append('\n');
    }
    return Sha256.of(hashes.toString());
  }

  /** There is nothing open between two reads. */
  @Override
  public void close() {}
}
