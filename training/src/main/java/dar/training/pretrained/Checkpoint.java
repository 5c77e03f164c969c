package dar.training.pretrained;

import dar.graph.input.BadInputException;
import dar.training.bundle.Bundle;
import dar.training.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * A TensorFlow checkpoint with Google's names, which are ours, below {@code bert/} or not. To know
 * a shape is to read.
 */
final class Checkpoint implements Tensors {
  static final String INDEX = Bundle.INDEX;

  private static final String SCOPE = "bert/";
  private static final String FIRST = "embeddings/LayerNorm/beta";

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

  /** Large weights are not all to be held at once. */
  private <R> Optional<R> restore(String variable, Bundle.Use<TFloat32, R> use) {
    try (Bundle bundle = Bundle.open(prefix)) {
      return bundle.read(scope + variable, TFloat32.class, use);
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
