package dar.training.pretrained;

import java.util.List;

/**
 * A node of an ONNX graph.
 *
 * @param type the operation
 * @param inputs names of values
 * @param output the name of its first output
 */
record OnnxNode(String type, List<String> inputs, String output) {
  OnnxNode {
    inputs = List.copyOf(inputs);
  }

  /** The name of an input, empty where there is none. */
  String input(int i) {
    return i < inputs.size() ? inputs.get(i) : "";
  }
}
