package dar.tools.serve.model;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A tensor of a request that is what its signature asks for.
 *
 * <p>Values are as TensorFlow reads them ({@code Tensor::FromProto}): all of {@code
 * tensor_content}, or the field of their type, whose last value stands for the rest; a message
 * without values is zeros.
 *
 * @param numbers empty for strings
 * @param shape without open sizes
 */
record GivenTensor(TensorProto message, Optional<NumberType> numbers, List<Long> shape) {
  /** Of more, TensorFlow does not refuse the tensor: it ends the process. */
  private static final int MOST_AXES = 254;

  /**
   * Holds a message against its signature.
   *
   * @param limit how many bytes it may stand for
   * @throws ServingException INVALID_ARGUMENT where it is something else
   */
  static GivenTensor of(String name, TensorInfo expected, TensorProto message, long limit) {
    if (message.getDtype() != expected.getDtype()) {
      throw refused(name, expected.getDtype() + "", message.getDtype() + "");
    }
    Optional<NumberType> numbers = NumberType.of(message.getDtype());
    if (numbers.isEmpty() && message.getDtype() != DataType.DT_STRING) {
      throw new ServingException(
          Status.Code.UNIMPLEMENTED,
          "%s: expected a type that this server reads, found %s"
              .formatted(name, message.getDtype()));
    }
    GivenTensor tensor = new GivenTensor(message, numbers, sizes(message.getTensorShape()));
    if (tensor.shape.size() > MOST_AXES) {
      throw refused(name, "at most %d axes".formatted(MOST_AXES), tensor.shape.size() + "");
    }
    if (message.getTensorShape().getUnknownRank() || !fits(tensor.shape, expected)) {
      throw refused(
          name,
          "shape " + sizes(expected.getTensorShape()).toString().replace("-1", "?"),
          tensor.shape + "");
    }
    if (tensor.bytes() > limit) {
      throw new ServingException(
          Status.Code.RESOURCE_EXHAUSTED,
          "%s: expected at most %d bytes, found shape %s".formatted(name, limit, tensor.shape));
    }
    tensor.requireValues(name);
    return tensor;
  }

  private static ServingException refused(String name, String expected, String found) {
    return new ServingException(
        Status.Code.INVALID_ARGUMENT, "%s: expected %s, found %s".formatted(name, expected, found));
  }

  static List<Long> sizes(TensorShapeProto shape) {
    return shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
  }

  private static boolean fits(List<Long> shape, TensorInfo expected) {
    if (shape.stream().anyMatch(size -> size < 0)) {
      return false;
    }
    if (expected.getTensorShape().getUnknownRank()) {
      return true;
    }
    List<Long> open = sizes(expected.getTensorShape());
    return shape.size() == open.size()
        && IntStream.range(0, open.size())
            .allMatch(i -> open.get(i) == -1 || open.get(i).equals(shape.get(i)));
  }

  /** In memory; what overflows is more than any limit. */
  long bytes() {
    try {
      return Math.multiplyExact(size(shape), numbers.map(NumberType::bytes).orElse(Long.BYTES));
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  /** How many values it has. */
  long size() {
    return size(shape);
  }

  private static long size(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  private void requireValues(String name) {
    long size = size(shape);
    ByteString content = message.getTensorContent();
    if (numbers.isEmpty()) {
      if (!content.isEmpty() || message.getStringValCount() != size) {
        throw refused(name, size + " strings", message.getStringValCount() + "");
      }
    } else if (!content.isEmpty()) {
      if (content.size() != bytes()) {
        throw refused(name, bytes() + " bytes", content.size() + "");
      }
    } else if (numbers.get().count(message) > size) {
      throw refused(name, size + " values", numbers.get().count(message) + "");
    }
  }

  boolean isScalar() {
    return shape.isEmpty();
  }

  /** How many samples. */
  long rows() {
    return shape.get(0);
  }

  /** The sizes of a sample. */
  List<Long> sampleShape() {
    return shape.subList(1, shape.size());
  }

  /** How many values a sample has. */
  int sampleSize() {
    return (int) size(sampleShape());
  }

  /** Copies numbers, from to from + count in C order. */
  void copy(int from, int count, ByteBuffer to) {
    NumberType type = numbers.orElseThrow();
    ByteString content = message.getTensorContent();
    int given = type.count(message);
    if (!content.isEmpty()) {
      content.substring(from * type.bytes(), (from + count) * type.bytes()).copyTo(to);
    } else if (given == 0) {
      to.position(to.position() + count * type.bytes()); // a buffer begins with zeros
    } else {
      for (int i = from; i < from + count; i++) {
        type.copy(message, Math.min(i, given - 1), to);
      }
    }
  }

  /** Strings, from to from + count in C order. */
  byte[][] strings(int from, int count) {
    return message.getStringValList().subList(from, from + count).stream()
        .map(ByteString::toByteArray)
        .toArray(byte[][]::new);
  }
}
