package dar.training.pretrained;

import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import dar.training.data.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/** Weights of which every variable was found in the shape that the configuration gives it. */
final class CheckedBert implements PretrainedBert {
  private static final int MOST_NAMED = 3;

  private final BertShape shape;
  private final byte[] tokenizer;
  private final Tensors tensors;

  private CheckedBert(BertShape shape, byte[] tokenizer, Tensors tensors) {
    this.shape = shape;
    this.tokenizer = tokenizer;
    this.tensors = tensors;
  }

  /** Checks the tensors, which are closed where they are not those of the shape. */
  static PretrainedBert of(BertShape shape, byte[] tokenizer, Tensors tensors) throws IOException {
    try {
      check(shape, tensors);
      return new CheckedBert(shape, tokenizer, tensors);
    } catch (IOException | RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  private static void check(BertShape shape, Tensors tensors) throws IOException {
    List<String> missing = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Shape> variable : shape.variables().entrySet()) {
      Optional<Shape> found = tensors.shape(variable.getKey());
      if (found.isEmpty()) {
        missing.add(variable.getKey());
      } else if (!found.get().equals(variable.getValue())) {
        wrong.add(
            "%s: expected %s, found %s"
                .formatted(variable.getKey(), variable.getValue(), found.get()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new BadInputException(
          "%s: %s%s".formatted(tensors.subject(), wrong.get(0), more(wrong.size() - 1)));
    }
    if (!missing.isEmpty()) {
      List<String> named = missing.subList(0, Math.min(MOST_NAMED, missing.size()));
      throw new BadInputException(
          "%s: expected %s%s, found none"
              .formatted(
                  tensors.subject(),
                  String.join(", ", named),
                  more(missing.size() - named.size())));
    }
    if (tensors.shape("encoder/layer_%d/output/dense/bias".formatted(shape.layers())).isPresent()) {
      throw new BadInputException(
          "%s: expected %d layers, found more".formatted(tensors.subject(), shape.layers()));
    }
  }

  private static String more(int count) {
    return count == 0 ? "" : " and %d more".formatted(count);
  }

  @Override
  public BertShape shape() {
    return shape;
  }

  @Override
  public float[] read(String variable) {
    if (!shape.variables().containsKey(variable)) {
      throw new IllegalArgumentException("expected a variable of the encoder, found " + variable);
    }
    float[] values;
    try {
      values = tensors.read(variable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadInputException(
            "%s: %s: expected finite numbers, found %s at element %d"
                .formatted(tensors.subject(), variable, values[i], i));
      }
    }
    return values;
  }

  @Override
  public byte[] tokenizer() {
    return tokenizer.clone();
  }

  @Override
  public String hash() {
    try {
      return Sha256.of(
          "%s %s %s"
              .formatted(shape, Sha256.of(new ByteArrayInputStream(tokenizer)), tensors.hash()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      tensors.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
