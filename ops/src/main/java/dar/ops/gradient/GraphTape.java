package dar.ops.gradient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private final Graph graph;

  public GraphTape(Graph graph) {
    this(Ops.create(graph));
  }

  public GraphTape(Ops tf) {
    if (tf.scope().env() instanceof TwoReaders found) {
      readers = found;
      this.tf = tf;
    } else {
      readers = new TwoReaders(SharedIntegers.around(tf));
      this.tf = readers.ops();
    }
    graph = readers.graph();
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
    Output<?>[] outputs = sources.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Output<?>[] gradients = gradients(target.asOutput(), outputs);
    List<Operand<T>> result = new ArrayList<>(outputs.length);
    for (int i = 0; i < outputs.length; i++) {
      if (gradients[i].isClosed()) {
        throw Unreached.of(i, outputs[i], target);
      }
      result.add(gradients[i].expect(sources.get(i).type()));
    }
    return result;
  }

  /** The native call fails as a whole on a source that the target is not computed from. */
  private Output<?>[] gradients(Output<?> target, Output<?>[] sources) {
    try {
      return graph.addGradients(target, sources);
    } catch (IllegalArgumentException e) {
      Set<Output<?>> reached = upstream(target);
      for (int i = 0; i < sources.length; i++) {
        if (!reached.contains(sources[i])) {
          throw Unreached.of(i, sources[i], target);
        }
      }
      throw e;
    }
  }

  /** Everything the target is computed from. */
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
