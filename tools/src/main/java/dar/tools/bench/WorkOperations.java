package dar.tools.bench;

import dar.training.program.GraphProgram;
import java.util.Collection;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.proto.GraphDef;

/** The operations behind each part of the work, as {@link MatrixOperations} counts them. */
record WorkOperations(long step, long fit, long predictOne, long predictBatch) {
  static WorkOperations of(GraphProgram program, int batch) {
    GraphDef graph = program.graph().toGraphDef();
    Collection<String> predict = outputs(program, "predict");
    return new WorkOperations(
        MatrixOperations.count(graph, outputs(program, "train"), batch),
        MatrixOperations.count(
            graph, Work.fits(program).stream().map(GraphOperation::name).toList(), batch),
        MatrixOperations.count(graph, predict, 1),
        MatrixOperations.count(graph, predict, batch));
  }

  private static List<String> outputs(GraphProgram program, String endpoint) {
    return Work.endpoint(program, endpoint).outputs().values().stream()
        .map(output -> output.asOutput().op().name())
        .toList();
  }
}
