package dar.graph;

import dar.graph.variable.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TFloat32;

/** A graph for a test: layers are built in it, then their values are asked for. */
public final class Built implements AutoCloseable {
  /** Of the variables' initial values. */
  public static final long SEED = 11;

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Variables vars = Variables.create(tf, SEED);

  public Ops tf() {
    return tf;
  }

  public Variables vars() {
    return vars;
  }

  /** Gaussian numbers that a seed and a shape decide. */
  public Operand<TFloat32> gaussian(long seed, long... shape) {
    Random random = new Random(seed);
    Shape size = Shape.of(shape);
    float[] values = new float[(int) size.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return tf.constant(size, DataBuffers.of(values));
  }

  /** The values of operands in C order, in one run. */
  @SafeVarargs
  public final float[][] values(Operand<TFloat32>... operands) {
    List<Operand<TFloat32>> listed = new ArrayList<>();
    for (Operand<TFloat32> operand : operands) {
      listed.add(operand);
    }
    return values(List.of(), Map.of(), listed);
  }

  /**
   * The values of operands in C order, in one run.
   *
   * @param after what runs once the variables have their initial values
   * @param feeds a tensor for each placeholder; they stay the caller's
   */
  public float[][] values(
      List<? extends Op> after,
      Map<? extends Operand<?>, ? extends Tensor> feeds,
      List<? extends Operand<TFloat32>> operands) {
    ConfigProto config =
        ConfigProto.newBuilder()
            .setGraphOptions(
                GraphOptions.newBuilder()
                    .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
            .build();
    try (Session session = new Session(graph, config)) {
      Session.Runner begin = session.runner();
      vars.all().forEach(variable -> begin.addTarget(variable.initializer()));
      if (!vars.all().isEmpty()) {
        begin.run().close();
      }
      if (!after.isEmpty()) {
        Session.Runner next = session.runner();
        after.forEach(next::addTarget);
        next.run().close();
      }
      Session.Runner runner = session.runner();
      feeds.forEach(runner::feed);
      for (Operand<TFloat32> operand : operands) {
        runner.fetch(operand);
      }
      try (Result result = runner.run()) {
        float[][] values = new float[operands.size()][];
        for (int i = 0; i < operands.size(); i++) {
          values[i] = FloatValues.of((TFloat32) result.get(i));
        }
        return values;
      }
    }
  }

  @Override
  public void close() {
    graph.close();
  }
}
