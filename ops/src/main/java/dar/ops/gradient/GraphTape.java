package dar.ops.gradient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** Compiles derivatives into the graph that holds the target. */
public final class GraphTape implements GradientTape {
  private final Ops tf;
  private final TwoReaders readers;

  public GraphTape(Graph graph) {
    this(Ops.create(graph));
  }

  public GraphTape(Ops tf) {
    ExecutionEnvironment environment = tf.scope().env();
    if (environment instanceof TwoReaders found) {
      readers = found;
      this.tf = tf;
    } else if (environment instanceof Graph graph) {
      readers = new TwoReaders(graph, tf);
      this.tf = Ops.create(readers);
    } else {
      throw new IllegalArgumentException(
          "tf: expected operations of a Graph, found those of "
              + environment.getClass().getSimpleName());
    }
  }

  @Override
  public Ops ops() {
    return tf;
  }

  @Override
  public Ops unrecorded() {
    return readers.plain();
  }

  @Override
  public <T extends TType> List<Operand<T>> gradient(
      Operand<T> target, List<? extends Operand<T>> sources) {
    Set<Output<?>> reached = upstream(target.asOutput());
    Output<?>[] outputs = new Output<?>[sources.size()];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = sources.get(i).asOutput();
      if (!reached.contains(outputs[i])) {
        throw Unreached.of(i, outputs[i], target);
      }
    }
    Output<?>[] gradients = readers.graph().addGradients(target.asOutput(), outputs);
    List<Operand<T>> result = new ArrayList<>(outputs.length);
    for (int i = 0; i < outputs.length; i++) {
      if (gradients[i].isClosed()) {
        throw Unreached.of(i, outputs[i], target);
      }
      result.add(gradients[i].expect(sources.get(i).type()));
    }
    return result;
  }

  /**
   * Everything the target is computed from. The native call fails as a whole on any other source.
   */
  private static Set<Output<?>> upstream(Output<?> target) {
    Set<Output<?>> reached = new HashSet<>();
    Set<String> visited = new HashSet<>();
    Deque<Output<?>> open = new ArrayDeque<>();
    open.push(target);
    while (!open.isEmpty()) {
      Output<?> output = open.pop();
      reached.add(output);
      if (visited.add(output.op().name())) {
        for (Operand<?> input : ((GraphOperation) output.op()).inputs()) {
          open.push(input.asOutput());
        }
      }
    }
    return reached;
  }
}
