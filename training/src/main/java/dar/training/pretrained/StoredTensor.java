package dar.training.pretrained;

import org.tensorflow.ndarray.Shape;

/**
 * Where a tensor lies in its file.
 *
 * @param encoding how its numbers are written
 * @param type the file's own name of that
 * @param shape its shape in the file
 * @param offset its first byte in the file
 * @param bytes its length there
 * @param transposed whether it is the transpose of the variable, which then has two axes
 */
record StoredTensor(
    Encoding encoding, String type, Shape shape, long offset, long bytes, boolean transposed) {

  StoredTensor transpose() {
    return new StoredTensor(encoding, type, shape, offset, bytes, !transposed);
  }

  /** The shape of the variable. */
  Shape variableShape() {
    return transposed ? Shape.of(shape.get(1), shape.get(0)) : shape;
  }

  /** The product of the axes, or -1 where that is more than a long holds. */
  long elements() {
    long elements = 1;
    for (long axis : shape.asArray()) {
      if (Math.multiplyHigh(elements, axis) != 0 || elements * axis < 0) {
        return -1;
      }
      elements *= axis;
    }
    return elements;
  }
}
