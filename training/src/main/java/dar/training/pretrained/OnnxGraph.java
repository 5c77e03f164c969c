package dar.training.pretrained;

import java.util.List;
import java.util.Map;

/**
 * What weights are found by in an ONNX graph.
 *
 * @param nodes those that a linear map is made of, in the order of the computation
 * @param initializers where each named tensor lies
 */
record OnnxGraph(List<OnnxNode> nodes, Map<String, StoredTensor> initializers) {
  OnnxGraph {
    nodes = List.copyOf(nodes);
    initializers = Map.copyOf(initializers);
  }
}
