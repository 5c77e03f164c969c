package dar.training.pretrained;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * An {@code .onnx} file. Exporters keep the names of biases, norms and embeddings; the kernel of a
 * linear map becomes an anonymous initialiser ({@code onnx::MatMul_885}). It is known by its bias:
 *
 * <pre>
 * y = MatMul(x, KERNEL);  z = Add(y, encoder.layer.0.attention.self.query.bias)
 * </pre>
 */
final class Onnx {
  private Onnx() {}

  /** The tensors of the file, which is closed where it is no such model. */
  static Tensors open(TensorFile file) throws IOException {
    try {
      OnnxGraph graph = OnnxReader.read(file);
      return new StoredTensors(file, HuggingFace.rename(file, named(graph)));
    } catch (InvalidProtocolBufferException e) {
      file.close();
      throw file.error("an ONNX model", "another file or one that is cut short");
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The initialisers by their names, and each kernel by the name of its bias as well. */
  private static Map<String, StoredTensor> named(OnnxGraph graph) {
    Map<String, StoredTensor> known = new HashMap<>(graph.initializers());
    Map<String, StoredTensor> products = new HashMap<>();
    Map<String, StoredTensor> named = new HashMap<>(known);
    for (OnnxNode node : graph.nodes()) {
      switch (node.type()) {
        case "Identity" -> alias(node, known, named);
        case "Transpose" -> {
          StoredTensor from = known.get(node.input(0));
          if (isMatrix(from)) {
            known.put(node.output(), from.transpose());
          }
        }
        case "MatMul" -> {
          StoredTensor kernel = known.get(node.input(1));
          if (isMatrix(kernel)) {
            products.put(node.output(), kernel);
          }
        }
        case "Add" -> {
          name(named, node.input(0), products.get(node.input(1)));
          name(named, node.input(1), products.get(node.input(0)));
        }
        default -> {}
      }
    }
    return named;
  }

  /** Exporters write equal tensors once; the other names are copies of it. */
  private static void alias(
      OnnxNode node, Map<String, StoredTensor> known, Map<String, StoredTensor> named) {
    StoredTensor from = known.get(node.input(0));
    if (from != null) {
      known.put(node.output(), from);
      named.put(node.output(), from);
    }
  }

  private static void name(Map<String, StoredTensor> named, String bias, StoredTensor kernel) {
    if (kernel != null && bias.endsWith(".bias")) {
      String map = bias.substring(0, bias.length() - ".bias".length());
      named.remove(map + ".weight");
      named.put(map + ".kernel", kernel);
    }
  }

  private static boolean isMatrix(StoredTensor tensor) {
    return tensor != null && tensor.shape().numDimensions() == 2;
  }
}
