package dar.training.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dar.graph.file.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.ndarray.Shape;

/**
 * Walks the protocol buffers of an ONNX file (ModelProto of onnx.proto) and keeps names and places;
 * the numbers are passed over.
 */
final class OnnxReader {
  private static final int LONGEST_NAME = 1 << 9;
  private static final int MOST_NAMES = 1 << 16;
  private static final int MOST_AXES = 8;
  private static final Set<String> TYPES = Set.of("Identity", "Transpose", "MatMul", "Add");

  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;
  private static final int BFLOAT16 = 16;

  private final TensorFile file;
  private final CodedInputStream in;
  private final List<OnnxNode> nodes = new ArrayList<>();
  private final Map<String, StoredTensor> initializers = new HashMap<>();
  private int namesRead;

  private OnnxReader(TensorFile file) throws IOException {
    this.file = file;
    in = CodedInputStream.newInstance(file.stream());
  }

  /** What is done with a field; it must read the field, or pass over it. */
  @FunctionalInterface
  private interface Field {
    void read(int tag) throws IOException;
  }

  /**
   * Reads the graph.
   *
   * @throws com.google.protobuf.InvalidProtocolBufferException where the file is cut short or is no
   *     protocol buffer
   */
  static OnnxGraph read(TensorFile file) throws IOException {
    if (file.size() > Integer.MAX_VALUE) {
      throw file.error("an ONNX model below 2 GiB", "%d bytes".formatted(file.size()));
    }
    OnnxReader reader = new OnnxReader(file);
    reader.message(
        (int) file.size(),
        tag -> {
          if (WireFormat.getTagFieldNumber(tag) == 7) {
            reader.nested(tag, reader::graph);
          } else {
            reader.in.skipField(tag);
          }
        });
    return new OnnxGraph(reader.nodes, reader.initializers);
  }

  private void graph(int tag) throws IOException {
    switch (WireFormat.getTagFieldNumber(tag)) {
      case 1 -> node(tag);
      case 5 -> initializer(tag);
      default -> in.skipField(tag);
    }
  }

  private void node(int tag) throws IOException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<String> types = new ArrayList<>();
    nested(
        tag,
        field -> {
          switch (WireFormat.getTagFieldNumber(field)) {
            case 1 -> inputs.add(name(field));
            case 2 -> outputs.add(name(field));
            case 4 -> types.add(name(field));
            default -> in.skipField(field);
          }
        });
    if (types.size() == 1 && TYPES.contains(types.get(0)) && !outputs.isEmpty()) {
      nodes.add(new OnnxNode(types.get(0), inputs, outputs.get(0)));
    }
  }

  /** TensorProto: the numbers are raw_data, or float_data, which packed is the same bytes. */
  private void initializer(int tag) throws IOException {
    List<Long> axes = new ArrayList<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    List<String> names = new ArrayList<>();
    List<long[]> places = new ArrayList<>();
    nested(
        tag,
        field -> {
          switch (WireFormat.getTagFieldNumber(field)) {
            case 1 -> axes(field, axes);
            case 2, 14 -> numbers.put(WireFormat.getTagFieldNumber(field), in.readInt32());
            case 4, 9 -> place(field, places);
            case 8 -> names.add(name(field));
            default -> in.skipField(field);
          }
        });
    String name = names.isEmpty() ? "" : names.get(0);
    if (numbers.getOrDefault(14, 0) != 0) {
      throw file.error(OneLine.of(name), "its data in this file", "data in another file");
    }
    long[] place = places.size() == 1 ? places.get(0) : new long[2];
    int type = numbers.getOrDefault(2, 0);
    Encoding encoding =
        switch (type) {
          case FLOAT -> Encoding.FLOAT32;
          case FLOAT16 -> Encoding.FLOAT16;
          case BFLOAT16 -> Encoding.BFLOAT16;
          default -> Encoding.OTHER;
        };
    Shape shape = Shape.of(axes.stream().mapToLong(Long::longValue).toArray());
    initializers.put(
        name, new StoredTensor(encoding, Integer.toString(type), shape, place[0], place[1], false));
  }

  private void axes(int tag, List<Long> axes) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      int limit = in.pushLimit(in.readRawVarint32());
      while (in.getBytesUntilLimit() > 0) {
        axis(axes);
      }
      in.popLimit(limit);
    } else {
      axis(axes);
    }
  }

  private void axis(List<Long> axes) throws IOException {
    long axis = in.readInt64();
    axes.add(axis);
    if (axis < 0 || axes.size() > MOST_AXES) {
      throw file.error("initialisers of up to %d axes".formatted(MOST_AXES), axes);
    }
  }

  private void place(int tag, List<long[]> places) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      in.skipField(tag);
      return;
    }
    int bytes = in.readRawVarint32();
    if (bytes > 0 && places.size() < 2) { // two are as wrong as many
      places.add(new long[] {in.getTotalBytesRead(), bytes});
    }
    in.skipRawBytes(bytes);
  }

  private String name(int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      throw file.error("an ONNX model", "a name that is no text");
    }
    int bytes = in.readRawVarint32();
    if (bytes < 0 || bytes > LONGEST_NAME || ++namesRead > MOST_NAMES) {
      throw file.error(
          "up to %d names of up to %d bytes".formatted(MOST_NAMES, LONGEST_NAME), "more");
    }
    return new String(in.readRawBytes(bytes), UTF_8);
  }

  private void nested(int tag, Field field) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      throw file.error("an ONNX model", "a message that is none");
    }
    message(in.readRawVarint32(), field);
  }

  /** Reads the fields of so many bytes; a file that ends before is an error. */
  private void message(int bytes, Field field) throws IOException {
    int limit = in.pushLimit(bytes);
    while (in.getBytesUntilLimit() > 0) {
      int tag = in.readTag();
      if (tag == 0) {
        throw file.error("an ONNX model", "one that is cut short");
      }
      field.read(tag);
    }
    in.popLimit(limit);
  }
}
