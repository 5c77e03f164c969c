package dar.tools.bench;

import dar.graph.Endpoint;
import dar.graph.decouple.Posteriors;
import dar.savedmodel.LoadedModel;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.GraphOperation;
import org.tensorflow.Session;

/**
 * What is timed.
 *
 * @param whole a batch for an update
 * @param incomplete a batch to predict
 * @param one a sample to predict
 * @param slim the model as it is exported for predictions alone
 */
record Work(
    GraphProgram program, HostBatch whole, HostBatch incomplete, HostBatch one, LoadedModel slim) {

  /** Of an update the fit of q, with what it needs. */
  void fit() {
    Session.Runner runner = program.session().runner();
    Endpoint train = endpoint(program, "train");
    whole.inputs().forEach((name, tensor) -> runner.feed(train.inputs().get(name), tensor));
    fits(program).forEach(runner::addTarget);
    runner.run().close();
  }

  void predictOne() {
    slim.predict(one.inputs());
  }

  void predictBatch() {
    slim.predict(incomplete.inputs());
  }

  static Endpoint endpoint(GraphProgram program, String name) {
    return program.endpoints().stream()
        .filter(endpoint -> endpoint.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The operations by which an optimiser moves the variables of q. */
  static List<GraphOperation> fits(GraphProgram program) {
    return program.variables().stream()
        .filter(variable -> variable.name().startsWith(Posteriors.SCOPE + "/"))
        .flatMap(variable -> consumers((GraphOperation) variable.handle().op()))
        .filter(operation -> operation.type().startsWith("ResourceApply"))
        .toList();
  }

  private static Stream<GraphOperation> consumers(GraphOperation operation) {
    return operation.consumers().stream();
  }
}
