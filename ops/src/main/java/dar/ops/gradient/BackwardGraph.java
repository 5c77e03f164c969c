package dar.ops.gradient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.family.TType;

/** The compiled derivatives of all slices of one structure. */
final class BackwardGraph implements AutoCloseable {
  /** Optimising the graph costs seconds at first use and gains nothing. */
  private static final ConfigProto AS_IT_IS =
      ConfigProto.newBuilder()
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private final Graph graph;
  private final Session session;
  private final Map<Place, Output<?>> feeds;
  private final List<Output<?>> gradients;

  /**
   * Where a slice keeps a value: output {@code index} of an operation, or of a leaf (operation −1).
   */
  private record Place(int operation, int index) {
    Output<?> in(TapeSlice slice) {
      return operation < 0
          ? slice.leaves().get(index)
          : slice.operations().get(operation).operation().output(index);
    }
  }

  private BackwardGraph(Graph graph, Map<Place, Output<?>> feeds, List<Output<?>> gradients) {
    this.graph = graph;
    this.session = new Session(graph, AS_IT_IS);
    this.feeds = feeds;
    this.gradients = gradients;
  }

  static BackwardGraph compile(TapeSlice slice) {
    Graph graph = new Graph();
    try {
      Ops tf = new GraphTape(graph).ops();
      Map<Output<?>, Output<?>> replayed = new HashMap<>();
      Map<Output<?>, Place> places = new HashMap<>();
      replay(tf, slice, replayed, places);

      Output<?> target = replayed.get(slice.target());
      Output<?>[] sources =
          slice.sources().stream().map(replayed::get).toArray(size -> new Output<?>[size]);
      Output<?>[] compiled = graph.addGradients(target, sources);
      List<Output<?>> gradients = new ArrayList<>();
      for (int i = 0; i < compiled.length; i++) {
        if (compiled[i].isClosed()) {
          throw Unreached.of(i, slice.sources().get(i), slice.target());
        }
        // A gradient can be a forward value itself, which could not be fed and fetched at once.
        gradients.add(tf.identity(compiled[i]).asOutput());
      }
      return new BackwardGraph(graph, forwardValues(gradients, places), gradients);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  private static void replay(
      Ops tf, TapeSlice slice, Map<Output<?>, Output<?>> replayed, Map<Output<?>, Place> places) {
    for (int i = 0; i < slice.leaves().size(); i++) {
      Output<?> leaf = slice.leaves().get(i);
      Output<?> stand = tf.placeholder(leaf.type(), Placeholder.shape(leaf.shape())).asOutput();
      replayed.put(leaf, stand);
      places.put(stand, new Place(-1, i));
    }
    for (int i = 0; i < slice.operations().size(); i++) {
      RecordedOperation recorded = slice.operations().get(i);
      Operation operation = recorded.replay(tf.scope(), replayed::get);
      for (Output<?> output : recorded.outputs()) {
        Output<?> again = operation.output(output.index());
        replayed.put(output, again);
        places.put(again, new Place(i, output.index()));
      }
    }
  }

  /** The forward values that the gradients are computed from; the search ends at each of them. */
  private static Map<Place, Output<?>> forwardValues(
      List<Output<?>> gradients, Map<Output<?>, Place> places) {
    Map<Place, Output<?>> found = new LinkedHashMap<>();
    Set<String> visited = new HashSet<>();
    Deque<Output<?>> open = new ArrayDeque<>(gradients);
    while (!open.isEmpty()) {
      Output<?> output = open.pop();
      Place place = places.get(output);
      if (place != null) {
        found.put(place, output);
      } else if (visited.add(output.op().name())) {
        ((GraphOperation) output.op()).inputs().forEach(input -> open.push(input.asOutput()));
      }
    }
    return found;
  }

  /** The gradients for the values of {@code slice}, as constants of {@code tf}. */
  <T extends TType> List<Operand<T>> run(
      Ops tf, TapeSlice slice, List<? extends Operand<T>> sources) {
    Session.Runner runner = session.runner();
    feeds.forEach((place, output) -> runner.feed(output, place.in(slice).asTensor()));
    gradients.forEach(runner::fetch);
    try (Result result = runner.run()) {
      List<Operand<T>> values = new ArrayList<>(sources.size());
      for (int i = 0; i < sources.size(); i++) {
        Tensor value = result.get(i);
        values.add(tf.constantOf(sources.get(i).type().cast(value)));
      }
      return values;
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
