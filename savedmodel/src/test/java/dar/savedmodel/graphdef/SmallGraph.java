package dar.savedmodel.graphdef;

import dar.graph.FloatValues;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Split;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/**
 * y = (2 + 3) x + first half of [7, 7], with x a placeholder and constants folded by hand; beside
 * it something that y does not need.
 */
final class SmallGraph {
  static final ConfigProto CONFIG =
      ConfigProto.newBuilder()
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private SmallGraph() {}

  static GraphDef make() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
      var five = tf.withName("five").math.add(tf.constant(2f), tf.constant(3f));
      Split<TFloat32> halves =
          tf.withName("halves").split(tf.constant(0), tf.constant(new float[] {7, 8}), 2L);
      var product = tf.withName("product").math.mul(five, x);
      var sum = tf.math.add(halves.output().get(1), product);
      tf.withName("y").math.add(sum, tf.zeros(tf.constant(new int[] {1}), TFloat32.class));
      tf.withName("other").math.neg(x);
      return graph.toGraphDef();
    }
  }

  /** The value of an output, given placeholders. */
  static float[] run(GraphDef graph, String output, Map<String, float[]> given) {
    try (Graph loaded = new Graph()) {
      loaded.importGraphDef(graph);
      try (Session session = new Session(loaded, CONFIG)) {
        Session.Runner runner = session.runner().fetch(output);
        given.forEach((name, values) -> runner.feed(name, TFloat32.vectorOf(values)));
        try (Result result = runner.run()) {
          return FloatValues.of((TFloat32) result.get(0));
        }
      }
    }
  }
}
