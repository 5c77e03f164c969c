package dar.tools;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import com.google.common.base.Splitter;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.NodeDef;

/**
 * A kernel, or several that differ in one attribute; as text {@code GPU MatMul T=float|half}.
 *
 * @param device GPU, or DEFAULT for one of any device, which leaves numbers where they are or in
 *     the host's memory
 * @param allowed the values that it takes of each attribute it asks for
 */
record GpuKernel(String device, String operation, TreeMap<String, TreeSet<String>> allowed) {
  static GpuKernel of(KernelDef kernel) {
    TreeMap<String, TreeSet<String>> allowed = new TreeMap<>();
    kernel
        .getConstraintList()
        .forEach(asked -> allowed.put(asked.getName(), values(asked.getAllowedValues())));
    return new GpuKernel(kernel.getDeviceType(), kernel.getOp(), allowed);
  }

  static GpuKernel parse(String line) {
    List<String> words = Splitter.on(' ').splitToList(line);
    TreeMap<String, TreeSet<String>> allowed = new TreeMap<>();
    for (String word : words.subList(2, words.size())) {
      int equals = word.indexOf('=');
      allowed.put(
          word.substring(0, equals),
          new TreeSet<>(Splitter.on('|').splitToList(word.substring(equals + 1))));
    }
    return new GpuKernel(words.get(0), words.get(1), allowed);
  }

  /** Whether it takes the types of a node of its operation. */
  boolean takes(NodeDef node) {
    return allowed.entrySet().stream()
        .allMatch(
            asked -> asked.getValue().containsAll(values(node.getAttrOrThrow(asked.getKey()))));
  }

  /** The same with other values of an attribute; none where it does not ask for it. */
  GpuKernel with(String attribute, TreeSet<String> values) {
    TreeMap<String, TreeSet<String>> others = new TreeMap<>(allowed);
    others.replace(attribute, values);
    return new GpuKernel(device, operation, others);
  }

  /** What an attribute says, or what a kernel allows of it. */
  static TreeSet<String> values(AttrValue attribute) {
    Stream<String> values =
        switch (attribute.getValueCase()) {
          case TYPE -> Stream.of(name(attribute.getType()));
          case S -> Stream.of(attribute.getS().toStringUtf8());
          case B -> Stream.of(Boolean.toString(attribute.getB()));
          case I -> Stream.of(Long.toString(attribute.getI()));
          case LIST -> values(attribute.getList());
          case F, SHAPE, TENSOR, FUNC, PLACEHOLDER, VALUE_NOT_SET ->
              throw new IllegalArgumentException("expected a type or a word, found " + attribute);
        };
    return values.collect(toCollection(TreeSet::new));
  }

  private static Stream<String> values(AttrValue.ListValue list) {
    return Stream.of(
            list.getTypeList().stream().map(GpuKernel::name),
            list.getSList().stream().map(ByteString::toStringUtf8),
            list.getBList().stream().map(b -> Boolean.toString(b)),
            list.getIList().stream().map(i -> Long.toString(i)))
        .flatMap(values -> values);
  }

  /** DT_FLOAT is float. */
  private static String name(DataType type) {
    return type.name().substring("DT_".length()).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return device
        + " "
        + operation
        + allowed.entrySet().stream()
            .map(asked -> " %s=%s".formatted(asked.getKey(), String.join("|", asked.getValue())))
            .collect(joining());
  }
}
