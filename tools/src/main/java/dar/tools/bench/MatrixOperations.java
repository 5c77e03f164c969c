package dar.tools.bench;

import dar.savedmodel.graphdef.Nodes;
import java.util.Collection;
import java.util.Iterator;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Counts the floating-point operations of a graph's matrix products, forwards and backwards: 2 for
 * each multiplication with its addition. All else, which is little beside them, is not counted, nor
 * is what functions that the graph calls hold.
 */
public final class MatrixOperations {
  private MatrixOperations() {}

  /**
   * What some operations of a graph need, themselves included.
   *
   * @param batch the size of whatever is open on the first axis of a placeholder
   */
  public static long count(GraphDef graph, Collection<String> operations, int batch) {
    GraphDef.Builder sized = Nodes.needed(graph, operations).toBuilder();
    sized.getNodeBuilderList().forEach(node -> size(node, batch));
    try (Graph inferred = new Graph()) {
      inferred.importGraphDef(sized.build()); // TensorFlow infers the shapes anew
      long sum = 0;
      for (Iterator<GraphOperation> all = inferred.operations(); all.hasNext(); ) {
        sum += count(all.next());
      }
      return sum;
    }
  }

  private static void size(NodeDef.Builder node, int batch) {
    AttrValue shape = node.getAttrMap().get("shape");
    if (node.getOp().equals("Placeholder")
        && shape.getShape().getDimCount() > 0
        && shape.getShape().getDim(0).getSize() < 0) {
      AttrValue.Builder sized = shape.toBuilder();
      sized.getShapeBuilder().getDimBuilder(0).setSize(batch);
      node.putAttr("shape", sized.build());
    }
  }

  private static long count(GraphOperation op) {
    return switch (op.type()) {
      case "MatMul" -> product(op, "transpose_a");
      case "BatchMatMul", "BatchMatMulV2", "BatchMatMulV3" -> product(op, "adj_x");
      case "Einsum" -> Einsum.of(op).operations(input(op, 0), input(op, 1));
      case "BlockLSTM", "BlockLSTMV2" -> lstm(op);
      case "BlockLSTMGrad", "BlockLSTMGradV2" -> 2 * lstm(op); // towards the steps, the weights
      default -> 0; // no product
    };
  }

  /** [.., m, k] by [.., k, n]: 2k for each element of the result. */
  private static long product(GraphOperation op, String transposed) {
    Shape left = input(op, 0);
    int inner = left.numDimensions() - (op.attributes().getAttrBool(transposed) ? 2 : 1);
    return 2 * output(op).size() * left.get(inner);
  }

  /** x: [t, B, d] and w: [d + h, 4h]: [x_t, h] by w at each step. */
  private static long lstm(GraphOperation op) {
    Shape x = input(op, 1);
    return 2 * x.get(0) * x.get(1) * input(op, 4).size();
  }

  private static Shape input(GraphOperation op, int i) {
    return known(op, op.input(i).shape());
  }

  private static Shape output(GraphOperation op) {
    return known(op, op.output(0).shape());
  }

  /** Nothing is left out quietly. */
  private static Shape known(GraphOperation op, Shape shape) {
    if (shape.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "%s %s: expected shapes that follow from the batch, found %s"
              .formatted(op.type(), op.name(), shape));
    }
    return shape;
  }
}
