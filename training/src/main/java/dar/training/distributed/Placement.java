package dar.training.distributed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Which process computes each node of a graph in which few are marked: a node is computed where its
 * data are. So what is made of one part of a batch stays with that part, its derivatives too, and
 * what joins parts, or begins with none, is the chief's.
 *
 * <p>What touches a variable is the chief's, who has them. A constant goes where it is read, if
 * that is one place.
 */
public final class Placement {
  private static final String VARIABLE = "VarHandleOp";
  private static final String CONSTANT = "Const";
  private static final String CONTROL = "^";

  private final Map<String, String> parts;
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final Set<String> variables = new HashSet<>();
  private final Map<String, Set<String>> readers = new HashMap<>();

  private Placement(Map<String, String> parts) {
    this.parts = parts;
  }

  /**
   * The device of every node, by its name.
   *
   * @param graph its nodes in an order in which inputs come first, as a Graph writes them
   * @param parts the device of each part, by the device that marks it in the graph
   * @param chief the device of all else
   */
  public static Map<String, String> of(GraphDef graph, Map<String, String> parts, String chief) {
    Placement placement = new Placement(parts);
    graph.getNodeList().forEach(placement::mark);
    graph.getNodeList().forEach(placement::bringConstants);
    Map<String, String> devices = new LinkedHashMap<>();
    placement.marks.forEach((node, mark) -> devices.put(node, parts.getOrDefault(mark, chief)));
    return devices;
  }

  private void mark(NodeDef node) {
    List<String> inputs =
        node.getInputList().stream()
            .filter(input -> !input.startsWith(CONTROL))
            .map(Placement::nodeOf)
            .toList();
    if (node.getOp().equals(VARIABLE)) {
      variables.add(node.getName());
    }
    String mark = node.getDevice();
    if (mark.isEmpty() && inputs.stream().noneMatch(variables::contains)) {
      List<String> given =
          inputs.stream().map(marks::get).filter(parts::containsKey).distinct().toList();
      mark = given.size() == 1 ? given.get(0) : mark;
    }
    marks.put(node.getName(), mark);
    for (String input : inputs) {
      readers.computeIfAbsent(input, key -> new HashSet<>()).add(mark);
    }
  }

  private void bringConstants(NodeDef node) {
    Set<String> places = readers.getOrDefault(node.getName(), Set.of());
    if (node.getOp().equals(CONSTANT) && node.getDevice().isEmpty() && places.size() == 1) {
      marks.put(node.getName(), places.iterator().next());
    }
  }

  /** {@code name:1}, an output, to {@code name}. */
  private static String nodeOf(String input) {
    int colon = input.indexOf(':');
    return colon < 0 ? input : input.substring(0, colon);
  }
}
