package dar.graph.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.layer.DropoutNoise;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Parts of a batch on one device. */
class ShardsTest {
  private static final int D = 3;

  /** Parts joined are the whole, and so are their masks: those of one pass over all samples. */
  @ParameterizedTest
  @CsvSource({"1,2", "2,3", "5,2", "6,3", "7,3", "7,1"})
  void joiningUndoesSplitting(int batch, int count) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, D)));
      Operand<TInt64> step = tf.constant(4L);
      Shards shards = Shards.of(tf, x, count);
      List<Operand<TFloat32>> parts = shards.split(tf, x);
      List<Operand<TFloat32>> dropped = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        DropoutNoise noise =
            count == 1
                ? DropoutNoise.at(0.5, 9, step)
                : DropoutNoise.at(0.5, 9, step, shards.rows(tf, i));
        dropped.add(noise.call(tf, twice(tf, parts.get(i))));
      }
      Operand<TFloat32> joined = shards.join(tf, parts, tf::identity);
      assertThat(joined.shape().asArray()).isEqualTo(x.shape().asArray());
      Operand<TFloat32> whole = DropoutNoise.at(0.5, 9, step).call(tf, twice(tf, x));
      List<Operand<TFloat32>> fetched =
          List.of(
              joined,
              tf.identity(x),
              again(tf, shards, dropped, 0),
              half(tf, whole, 0),
              again(tf, shards, dropped, 1),
              half(tf, whole, 1));
      try (Graph unmarked = unmarked(graph);
          Session session = new Session(unmarked);
          TFloat32 fed = numbers(batch)) {
        Session.Runner runner = session.runner().feed(x.op().name(), fed);
        fetched.forEach(value -> runner.fetch(value.op().name(), value.asOutput().index()));
        try (Result result = runner.run()) {
          for (int i = 0; i < fetched.size(); i += 2) {
            assertThat((TFloat32) result.get(i)).isEqualTo((TFloat32) result.get(i + 1));
          }
        }
      }
    }
  }

  /** The same graph without its marks, which name devices that there are none of. */
  private static Graph unmarked(Graph graph) {
    GraphDef.Builder definition = graph.toGraphDef().toBuilder();
    definition.getNodeBuilderList().forEach(NodeDef.Builder::clearDevice);
    Graph unmarked = new Graph();
    unmarked.importGraphDef(definition.build());
    return unmarked;
  }

  /** [b, d] to [2b, d], each sample twice in one batch, as incomplete and complete inputs are. */
  private static Operand<TFloat32> twice(Ops tf, Operand<TFloat32> x) {
    return tf.concat(List.of(x, x), tf.constant(0));
  }

  private static Operand<TFloat32> again(
      Ops tf, Shards shards, List<Operand<TFloat32>> dropped, int half) {
    return shards.join(tf, dropped, part -> half(tf, part, half));
  }

  private static Operand<TFloat32> half(Ops tf, Operand<TFloat32> both, int half) {
    return tf.split(tf.constant(0), both, 2L).output().get(half);
  }

  private static TFloat32 numbers(int batch) {
    Random random = new Random(3);
    float[] values = new float[batch * D];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + random.nextFloat();
    }
    return TFloat32.tensorOf(Shape.of(batch, D), DataBuffers.of(values));
  }
}
