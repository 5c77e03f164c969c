package dar.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.Sessions;
import dar.graph.decouple.Posterior;
import dar.graph.input.Hyperparameters;
import dar.graph.variable.Parameter;
import dar.graph.variable.Variables;
import dar.ops.gradient.GradientTape;
import dar.training.optimizer.Adam;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * The CLUB paper's test (Cheng et al. 2020) with the network and the optimiser of the model: the
 * bound lies above I(x; y) once the BiLSTM q_theta is fitted, on Gaussians of 20 dimensions.
 */
class FittedPosteriorTest {
  private static final int WIDTH = 20;
  private static final int BATCH = 256;
  private static final int FITS = 600;
  private static final int MEASURED = 20;

  @Test
  void theFittedBoundLiesAboveTheInformation() {
    System.out.printf("%4s %14s%n", "I", "CLUB (BiLSTM)");
    try (Graph graph = new Graph()) {
      GradientTape tape = GradientTape.of(Ops.create(graph));
      Ops tf = tape.ops();
      Shape shape = Shape.of(-1, 1, WIDTH);
      Operand<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      Operand<TFloat32> y = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      Variables vars = Variables.create(tf, 3);
      Posterior q =
          Posterior.create(vars.scope("q"), new Hyperparameters(1, WIDTH, 4, 1, 1, 1, 64, 0));
      Operand<TFloat32> bound = q.upperBound(tf, x, y);
      Op fit = fit(tape, vars, tf.math.neg(q.logLikelihood(tf, x, y)));
      try (Session session = new Session(graph, Sessions.sideBySide())) {
        for (int information : List.of(2, 4, 6, 8, 10)) {
          Session.Runner begin = session.runner();
          vars.all().forEach(v -> begin.addTarget(v.initializer()));
          begin.run().close();
          Random random = new Random(information);
          for (int i = 0; i < FITS; i++) {
            run(session, x, y, information, random, bound, fit);
          }
          double sum = 0;
          for (int i = 0; i < MEASURED; i++) {
            sum += run(session, x, y, information, random, bound, null);
          }
          double club = sum / MEASURED;
          System.out.printf("%4d %14.3f%n", information, club);
          assertThat(club).isGreaterThan(information);
        }
      }
    }
  }

  private static Op fit(GradientTape tape, Variables vars, Operand<TFloat32> loss) {
    Ops tf = tape.ops();
    List<Parameter> parameters = vars.scope("q").parameters();
    Operand<TInt64> step = vars.value(vars.counter("step"));
    List<Op> updates =
        Adam.withDecay(0)
            .apply(
                tf,
                vars.scope("slots"),
                parameters,
                tape.gradient(loss, parameters.stream().map(Parameter::value).toList()),
                tf.constant(3e-3f),
                step);
    return tf.withControlDependencies(updates)
        .assignAddVariableOp(vars.counter("step").handle(), tf.constant(1L));
  }

  /** y = rho x + sqrt(1 - rho²) e, so that I(x; y) = -d/2 log(1 - rho²). */
  private static float run(
      Session session,
      Operand<TFloat32> x,
      Operand<TFloat32> y,
      int information,
      Random random,
      Operand<TFloat32> bound,
      Op update) {
    double rho = Math.sqrt(1 - Math.exp(-2.0 * information / WIDTH));
    float[] xs = new float[BATCH * WIDTH];
    float[] ys = new float[xs.length];
    for (int i = 0; i < xs.length; i++) {
      double value = random.nextGaussian();
      xs[i] = (float) value;
      ys[i] = (float) (rho * value + Math.sqrt(1 - rho * rho) * random.nextGaussian());
    }
    Shape shape = Shape.of(BATCH, 1, WIDTH);
    try (TFloat32 first = TFloat32.tensorOf(shape, DataBuffers.of(xs));
        TFloat32 second = TFloat32.tensorOf(shape, DataBuffers.of(ys))) {
      Session.Runner runner = session.runner().feed(x, first).feed(y, second).fetch(bound);
      if (update != null) {
        runner.addTarget(update);
      }
      try (Result result = runner.run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }
}
