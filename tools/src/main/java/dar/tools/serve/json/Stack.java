package dar.tools.serve.json;

import com.fasterxml.jackson.core.JsonParser;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.TensorProto;

/** Values of one shape that become one tensor, the first axis counting them. */
final class Stack {
  private final JsonBody body;
  private final Elements elements;
  private List<Integer> shape;
  private int size;

  Stack(JsonBody body, Elements elements) {
    this.body = body;
    this.elements = elements;
  }

  /** Adds the value that the parser is at. */
  void add(JsonParser parser) throws IOException {
    int before = elements.count();
    List<Integer> found = TensorReader.read(parser, body, elements);
    int count = elements.count() - before;
    if (shape == null) {
      shape = found;
      size = count;
    } else if (count != size) {
      throw new BadInputException("Expecting tensor size: %d but got: %d".formatted(size, count));
    } else if (!found.equals(shape)) {
      throw new BadInputException(
          "Expecting shape %s but got: %s"
              .formatted(TensorReader.text(shape), TensorReader.text(found)));
    }
  }

  /** Of shape [values, ...]. */
  TensorProto tensor(int values) {
    List<Integer> sizes = new ArrayList<>(shape);
    sizes.add(0, values);
    return elements.tensor(sizes);
  }
}
