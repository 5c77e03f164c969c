package dar.training.pretrained;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/** Tensors in a file, under the names and in the orientation of BertShape's variables. */
interface Tensors extends Closeable {
  /** The file, as messages name it. */
  String subject();

  /**
   * The shape of a variable, or nothing where the file does not have it.
   *
   * @throws dar.graph.input.BadInputException where it is there but is no array of floats
   */
  Optional<Shape> shape(String variable) throws IOException;

  /** The values of a variable that has a shape, in C order. */
  float[] read(String variable) throws IOException;

  /** The SHA-256 of the file. */
  String hash() throws IOException;
}
