package dar.tools.bench;

import dar.graph.Sessions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * How fast this machine multiplies large float32 matrices in TensorFlow, as many side by side as
 * keep its cores at work: what is to be had.
 */
public final class MatrixRate {
  private static final int SIZE = 2048;
  private static final int WARM_UP = 3;
  private static final int ROUNDS = 9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private MatrixRate() {}

  /** Operations a second, 2 for each multiplication with its addition. */
  public static double measure() {
    float[] values = new float[SIZE * SIZE];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    try (Graph graph = new Graph();
        TFloat32 matrix = TFloat32.tensorOf(Shape.of(SIZE, SIZE), DataBuffers.of(values))) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(SIZE, SIZE)));
      List<MatMul<TFloat32>> products =
          Stream.generate(() -> tf.linalg.matMul(x, x)).limit(Sessions.width()).toList();
      try (Session session = new Session(graph, Sessions.sideBySide())) {
        Spread time =
            Spread.milliseconds(
                WARM_UP, ROUNDS, () -> run(session.runner().feed(x, matrix), products));
        return 2.0 * SIZE * SIZE * SIZE * products.size() / (time.median() / MILLIS_PER_SECOND);
      }
    }
  }

  private static void run(Session.Runner runner, List<MatMul<TFloat32>> products) {
    products.forEach(runner::addTarget);
    runner.run().close();
  }
}
