package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dar.ops.gradient.GraphTape;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * The CLUB paper's test (Cheng et al., 2020): x and y are Gaussians of 20 dimensions with y = ρ·x +
 * √(1 − ρ²)·ε, so that I(x; y) = −10·log(1 − ρ²) is known. InfoNCE has to lie below it, CLUB above.
 */
class MutualInformationTest {
  private static final int DIMENSIONS = 20;
  private static final int SAMPLES = 4096;
  private static final int BATCH = 256;
  private static final int FITTING_STEPS = 150;
  private static final double LEARNING_RATE = 0.2;

  @Test
  void infoNceLiesBelowAndClubAbove() {
    System.out.printf("%4s %10s %10s %24s%n", "I", "InfoNCE", "CLUB", "CLUB if q were p(y|x)");
    for (int information : List.of(2, 4, 6, 8, 10)) {
      double rho = Math.sqrt(1 - Math.exp(-2.0 * information / DIMENSIONS));
      double lower = infoNce(Pairs.draw(1, rho), rho);
      double upper = club(Pairs.draw(2, rho), Pairs.draw(3, rho));
      double ideal = DIMENSIONS * rho * rho / (1 - rho * rho);
      System.out.printf("%4d %10.3f %10.3f %24.3f%n", information, lower, upper, ideal);
      assertThat(lower)
          .isGreaterThan(information / 3.0)
          .isLessThan(Math.min(information, Math.log(BATCH)));
      assertThat(upper).isGreaterThan(information).isCloseTo(ideal, within(0.1 * ideal));
    }
  }

  /** x and y: [SAMPLES, DIMENSIONS]. */
  private record Pairs(Values x, Values y) {
    static Pairs draw(long seed, double rho) {
      Random random = new Random(seed);
      double[] x = new double[SAMPLES * DIMENSIONS];
      double[] y = new double[SAMPLES * DIMENSIONS];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextGaussian();
        y[i] = rho * x[i] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
      }
      return new Pairs(
          Values.of(x, SAMPLES, DIMENSIONS).unknown(0),
          Values.of(y, SAMPLES, DIMENSIONS).unknown(0));
    }
  }

  /**
   * log N − the cross-entropy of finding the partner of each x among N, averaged over batches of N.
   */
  private static double infoNce(Pairs pairs, double rho) {
    return Calculation.inDouble(
        (tf, x) -> {
          Operand<TInt32> partners = tf.range(tf.constant(0), tf.constant(BATCH), tf.constant(1));
          Operand<TInt32> batches = tf.constant(new int[] {-1, BATCH, DIMENSIONS});
          List<? extends Operand<TFloat64>> xs =
              tf.unstack(tf.reshape(x.get(0), batches), (long) SAMPLES / BATCH).output();
          List<? extends Operand<TFloat64>> ys =
              tf.unstack(tf.reshape(x.get(1), batches), (long) SAMPLES / BATCH).output();
          List<Operand<TFloat64>> losses =
              IntStream.range(0, xs.size())
                  .<Operand<TFloat64>>mapToObj(
                      i -> CrossEntropy.mean(tf, critic(tf, xs.get(i), ys.get(i), rho), partners))
                  .toList();
          return tf.math.sub(
              tf.constant(Math.log(BATCH)), tf.math.mean(tf.stack(losses), tf.constant(0)));
        },
        pairs.x(),
        pairs.y())[0];
  }

  /**
   * The best critic there is, log p(y_j|x_i)/p(y_j): [N of x, N of y]. What depends on x_i alone is
   * left out, as the softmax over a row does not see it.
   */
  private static Operand<TFloat64> critic(
      Ops tf, Operand<TFloat64> x, Operand<TFloat64> y, double rho) {
    double precision = 1 / (1 - rho * rho);
    Operand<TFloat64> products = tf.linalg.matMul(x, y, MatMul.transposeB(true)); // [N, N]
    Operand<TFloat64> squares = tf.reduceSum(tf.math.square(y), tf.constant(1)); // [N]
    return tf.math.sub(
        tf.math.mul(products, tf.constant(rho * precision)),
        tf.math.mul(squares, tf.constant(rho * rho * precision / 2)));
  }

  /** Fits q(y|x) = N(x·W + b, e^s) to one set of pairs by Eq. 8 and takes Eq. 9 on another. */
  private static double club(Pairs fitted, Pairs fresh) {
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TFloat64 fittedX = fitted.x().tensor(TFloat64.class);
        TFloat64 fittedY = fitted.y().tensor(TFloat64.class);
        TFloat64 freshX = fresh.x().tensor(TFloat64.class);
        TFloat64 freshY = fresh.y().tensor(TFloat64.class)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat64> x =
          tf.placeholder(TFloat64.class, Placeholder.shape(fitted.x().declared()));
      Placeholder<TFloat64> y =
          tf.placeholder(TFloat64.class, Placeholder.shape(fitted.y().declared()));
      List<Shape> shapes =
          List.of(Shape.of(DIMENSIONS, DIMENSIONS), Shape.of(DIMENSIONS), Shape.of(DIMENSIONS));
      List<Operand<? extends TType>> handles =
          IntStream.range(0, 3)
              .<Operand<? extends TType>>mapToObj(
                  i ->
                      tf.varHandleOp(
                          TFloat64.class, shapes.get(i), VarHandleOp.sharedName("variable" + i)))
              .toList();
      Session.Runner initialise = session.runner();
      for (int i = 0; i < 3; i++) {
        Operand<TFloat64> zeros = tf.fill(tf.constant(shapes.get(i).asArray()), tf.constant(0.0));
        initialise.addTarget(tf.assignVariableOp(handles.get(i), zeros));
      }
      initialise.run().close();

      List<Operand<TFloat64>> read =
          handles.stream()
              .<Operand<TFloat64>>map(handle -> tf.readVariableOp(handle, TFloat64.class))
              .toList();
      Operand<TInt32> time = tf.constant(1);
      Operand<TFloat64> steps = tf.expandDims(y, time); // [N, 1, d]
      Operand<TFloat64> mean =
          tf.expandDims(
              tf.math.add(tf.linalg.matMul(x, read.get(0)), read.get(1)), time); // [N, 1, d]
      Operand<TFloat64> logVariance = tf.math.add(tf.zerosLike(y), read.get(2)); // [N, d]
      Operand<TFloat64> spread = tf.expandDims(logVariance, time); // [N, 1, d]
      Operand<TFloat64> loss = tf.math.neg(Club.logLikelihood(tf, steps, mean, spread));
      List<Operand<TFloat64>> gradients = new GraphTape(tf).gradient(loss, read);
      List<Op> updates =
          IntStream.range(0, 3)
              .<Op>mapToObj(
                  i ->
                      tf.train.resourceApplyGradientDescent(
                          handles.get(i), tf.constant(LEARNING_RATE), gradients.get(i)))
              .toList();
      for (int step = 0; step < FITTING_STEPS; step++) {
        Session.Runner runner = session.runner().feed(x, fittedX).feed(y, fittedY);
        updates.forEach(runner::addTarget);
        runner.run().close();
      }
      Operand<TFloat64> bound = Club.upperBound(tf, steps, mean, spread);
      try (Result result = session.runner().feed(x, freshX).feed(y, freshY).fetch(bound).run()) {
        return Values.read(result.get(0))[0];
      }
    }
  }
}
