package dar.training.tfrecord;

import java.util.List;

/**
 * A value that every sample has, under the name of a feature.
 *
 * @param shape of its array; empty for a scalar
 * @param hasSteps whether the first axis is steps, of which a sample may have fewer
 */
record Column(String name, Type type, List<Integer> shape, boolean hasSteps) {

  /** What the elements are, in the words of TensorFlow. */
  enum Type {
    TEXT("string"),
    FLOAT("float32"),
    WHOLE("int64");

    private final String key;

    Type(String key) {
      this.key = key;
    }

    String key() {
      return key;
    }
  }

  static Column text(String name) {
    return new Column(name, Type.TEXT, List.of(), false);
  }

  static Column number(String name) {
    return new Column(name, Type.FLOAT, List.of(), false);
  }

  static Column count(String name) {
    return new Column(name, Type.WHOLE, List.of(), false);
  }

  /** How many elements. */
  int size() {
    return product(shape);
  }

  /** The shape of one step; of the whole where there are none. */
  List<Integer> stepShape() {
    return hasSteps ? shape.subList(1, shape.size()) : shape;
  }

  /** How many elements a step has. */
  int stepSize() {
    return product(stepShape());
  }

  private static int product(List<Integer> sizes) {
    return sizes.stream().reduce(1, Math::multiplyExact);
  }
}
