package dar.ops;

import dar.ops.gradient.GraphTape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.family.TFloating;

/** A calculation and its gradients in a graph, for inputs of given shapes. */
final class CompiledCalculation<T extends TFloating> implements AutoCloseable {
  private static final ConfigProto AS_IT_IS =
      ConfigProto.newBuilder()
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private final Class<T> type;
  private final Graph graph = new Graph();
  private final Session session = new Session(graph, AS_IT_IS);
  private final List<Operand<T>> x = new ArrayList<>();
  private final List<Operand<T>> fetched = new ArrayList<>();

  CompiledCalculation(Class<T> type, Calculation<T> f, Values... inputs) {
    this.type = type;
    GraphTape tape = new GraphTape(graph);
    Ops tf = tape.ops();
    for (Values input : inputs) {
      x.add(tf.placeholder(type, Placeholder.shape(input.declared())));
    }
    Operand<T> y = f.call(tf, x);
    fetched.add(y);
    fetched.addAll(tape.gradient(y, x));
  }

  /** The value, then the gradient of its sum for each input. */
  List<double[]> run(Values... inputs) {
    Session.Runner runner = session.runner();
    fetched.forEach(runner::fetch);
    List<Tensor> fed = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      fed.add(inputs[i].tensor(type));
      runner.feed(x.get(i), fed.get(i));
    }
    try (Result result = runner.run()) {
      List<double[]> numbers = new ArrayList<>();
      result.forEach(entry -> numbers.add(Values.read(entry.getValue())));
      return numbers;
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
