package dar.training.pretrained;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * Tensors whose places in a file are known.
 *
 * @param file the file, closed with this
 * @param tensors where each variable lies
 */
record StoredTensors(TensorFile file, Map<String, StoredTensor> tensors) implements Tensors {
  StoredTensors {
    tensors = Map.copyOf(tensors);
  }

  @Override
  public String subject() {
    return file.subject();
  }

  @Override
  public Optional<Shape> shape(String variable) {
    StoredTensor tensor = tensors.get(variable);
    if (tensor == null) {
      return Optional.empty();
    }
    if (tensor.encoding() == Encoding.OTHER) {
      throw file.error(variable, "float32, float16 or bfloat16", "type " + tensor.type());
    }
    long elements = tensor.elements();
    int width = tensor.encoding().bytes();
    if (elements < 0 || tensor.bytes() % width != 0 || elements != tensor.bytes() / width) {
      throw file.error(
          variable, "the data of " + tensor.shape(), "%d bytes".formatted(tensor.bytes()));
    }
    return Optional.of(tensor.variableShape());
  }

  @Override
  public float[] read(String variable) throws IOException {
    StoredTensor tensor = tensors.get(variable);
    float[] values = file.floats(tensor);
    return tensor.transposed() ? transpose(values, (int) tensor.shape().get(1)) : values;
  }

  /** [rows, columns] to [columns, rows]. */
  private static float[] transpose(float[] values, int columns) {
    int rows = values.length / columns;
    float[] transposed = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[column * rows + row] = values[row * columns + column];
      }
    }
    return transposed;
  }

  @Override
  public String hash() throws IOException {
    return file.hash();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
