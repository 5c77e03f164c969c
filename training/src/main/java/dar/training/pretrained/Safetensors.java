package dar.training.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import dar.graph.file.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.tensorflow.ndarray.Shape;

/**
 * A {@code .safetensors} file: the length of the header (8 bytes, little-endian), the header, and
 * the data, which the tensors fill without gap or overlap.
 *
 * <pre>
 * {"encoder.layer.0.output.dense.bias": {"dtype": "F32", "shape": [384], "data_offsets": [0, 1536]}, ...}
 * </pre>
 */
final class Safetensors {
  private static final int LENGTH_BYTES = Long.BYTES;

  /** A BERT's header takes 25 kB. */
  private static final int LONGEST_HEADER = 1 << 23;

  private static final int MOST_AXES = 8;
  private static final String METADATA = "__metadata__";

  private Safetensors() {}

  static Tensors open(Path path) throws IOException {
    TensorFile file = TensorFile.open(path);
    try {
      return new StoredTensors(file, HuggingFace.rename(file, tensors(file)));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Map<String, StoredTensor> tensors(TensorFile file) throws IOException {
    if (file.size() < LENGTH_BYTES) {
      throw file.error("a safetensors file", "%d bytes".formatted(file.size()));
    }
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.read(0, length);
    long headerBytes = length.getLong(0);
    long most = Math.min(LONGEST_HEADER, file.size() - LENGTH_BYTES);
    if (headerBytes < 0 || headerBytes > most) {
      throw file.error(
          "a header of at most %d bytes".formatted(most), Long.toUnsignedString(headerBytes));
    }
    ByteBuffer header = ByteBuffer.allocate((int) headerBytes);
    file.read(LENGTH_BYTES, header);
    JsonNode root = Json.object(file.subject(), header.array());
    long start = LENGTH_BYTES + headerBytes;
    Map<String, StoredTensor> tensors = new HashMap<>();
    root.properties()
        .forEach(
            field -> {
              if (!field.getKey().equals(METADATA)) {
                tensors.put(field.getKey(), tensor(file, field.getKey(), field.getValue(), start));
              }
            });
    checkCover(file, tensors, start);
    return tensors;
  }

  private static StoredTensor tensor(TensorFile file, String name, JsonNode node, long start) {
    String type = node.path("dtype").asText();
    long[] shape = longs(file, name, node.path("shape"));
    long[] offsets = longs(file, name, node.path("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > file.size() - start) {
      throw file.error(
          OneLine.of(name),
          "data_offsets within %d bytes".formatted(file.size() - start),
          OneLine.of(node.path("data_offsets").toString()));
    }
    Encoding encoding =
        switch (type) {
          case "F32" -> Encoding.FLOAT32;
          case "F16" -> Encoding.FLOAT16;
          case "BF16" -> Encoding.BFLOAT16;
          default -> Encoding.OTHER;
        };
    return new StoredTensor(
        encoding,
        OneLine.of(type),
        Shape.of(shape),
        start + offsets[0],
        offsets[1] - offsets[0],
        false);
  }

  private static long[] longs(TensorFile file, String name, JsonNode node) {
    boolean valid =
        node.isArray()
            && node.size() <= MOST_AXES
            && StreamSupport.stream(node.spliterator(), false)
                .allMatch(n -> n.isIntegralNumber() && n.canConvertToLong() && n.asLong() >= 0);
    if (!valid) {
      throw file.error(
          OneLine.of(name),
          "dtype, shape and data_offsets of whole numbers",
          OneLine.of(node.isMissingNode() ? "none" : node.toString()));
    }
    return StreamSupport.stream(node.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static void checkCover(TensorFile file, Map<String, StoredTensor> tensors, long start) {
    List<Map.Entry<String, StoredTensor>> inOrder =
        tensors.entrySet().stream()
            .sorted(
                Map.Entry.comparingByValue(
                    Comparator.comparingLong(StoredTensor::offset)
                        .thenComparingLong(StoredTensor::bytes)))
            .toList();
    long end = start;
    for (Map.Entry<String, StoredTensor> entry : inOrder) {
      if (entry.getValue().offset() != end) {
        throw file.error(
            OneLine.of(entry.getKey()),
            "data from offset %d on".formatted(end - start),
            entry.getValue().offset() - start);
      }
      end += entry.getValue().bytes();
    }
    if (end != file.size()) {
      throw file.error(
          "%d bytes of data".formatted(end - start), "%d".formatted(file.size() - start));
    }
  }
}
