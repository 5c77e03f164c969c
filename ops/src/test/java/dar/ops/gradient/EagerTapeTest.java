package dar.ops.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dar.ops.Activation;
import dar.ops.Attention;
import dar.ops.BiLstm;
import dar.ops.Calculation;
import dar.ops.Club;
import dar.ops.Dropout;
import dar.ops.InfoNce;
import dar.ops.LayerNorm;
import dar.ops.TimeConvolution;
import dar.ops.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

class EagerTapeTest {
  private final EagerSession session = EagerSession.create();
  private final EagerTape tape = new EagerTape(session);
  private final Ops tf = tape.ops();

  @AfterEach
  void close() {
    tape.close();
    session.close();
  }

  private Operand<TFloat32> constant(Values values) {
    try (TFloat32 tensor = values.tensor(TFloat32.class)) {
      return tf.constantOf(tensor);
    }
  }

  private static double[] numbers(Operand<TFloat32> operand) {
    return Values.read(operand.asTensor());
  }

  /** Everything this module has, in one scalar. */
  private static Operand<TFloat32> composite(Ops tf, List<Operand<TFloat32>> x) {
    Operand<TFloat32> steps = TimeConvolution.stepsFirst(tf, x.get(0));
    Operand<TFloat32> aligned = // [B, t, d]
        TimeConvolution.stepsFirst(tf, TimeConvolution.call(tf, steps, x.get(1), x.get(2)));
    Operand<TFloat32> noisy =
        Dropout.call(tf, Activation.gelu(tf, aligned), 0.2, tf.constant(new long[] {1, 2}));
    Operand<TFloat32> normal = LayerNorm.call(tf, noisy, x.get(2), x.get(2), LayerNorm.EPSILON);
    Operand<TFloat32> mixed = Attention.call(tf, normal, aligned, normal, 2); // [B, t, d]
    BiLstm.Weights<TFloat32> weights = new BiLstm.Weights<>(x.get(3), x.get(4));
    Operand<TFloat32> read =
        BiLstm.fused(tf, mixed, weights, weights, tf.constant(new int[] {5, 2, 4})); // [B, t, d]
    Operand<TFloat32> bound = Club.upperBound(tf, mixed, read, tf.math.tanh(read));
    Operand<TFloat32> means =
        tf.stack(
            List.of(
                tf.math.mean(mixed, tf.constant(1)),
                tf.math.mean(read, tf.constant(1)))); // [2, B, d]
    return tf.math.add(
        bound, tf.math.add(InfoNce.common(tf, means, 0.5), InfoNce.specific(tf, means, 0.5)));
  }

  private static final Values[] INPUTS = {
    Values.gaussian(1, 1, 3, 5, 6),
    Values.gaussian(2, 0.3, 3, 6, 4),
    Values.gaussian(3, 0.3, 4),
    Values.gaussian(4, 0.4, 6, 8),
    Values.gaussian(5, 0.2, 8)
  };

  @Test
  void agreesWithTheGraph() {
    List<Operand<TFloat32>> x = Arrays.stream(INPUTS).map(this::constant).toList();
    Operand<TFloat32> y = composite(tf, x);
    assertThat(numbers(y))
        .containsExactly(Calculation.inFloat(EagerTapeTest::composite, INPUTS), within(1e-5));
    List<Operand<TFloat32>> gradients = tape.gradient(y, x);
    List<double[]> expected = Calculation.gradientsInFloat(EagerTapeTest::composite, INPUTS);
    for (int i = 0; i < INPUTS.length; i++) {
      assertThat(numbers(gradients.get(i)))
          .as("input %d", i)
          .containsExactly(expected.get(i), within(1e-5));
    }
  }

  @Test
  void theSameStructureIsCompiledOnce() {
    for (int step = 0; step < 3; step++) {
      List<Operand<TFloat32>> x = new ArrayList<>();
      for (Values input : INPUTS) {
        x.add(constant(input.times(1 + step)));
      }
      tape.gradient(composite(tf, x), x);
      tape.clear();
    }
    assertThat(tape.compiledCount()).isEqualTo(1);
  }

  /** The compiled graph is shared, the constants are each step's own: numbers and axes alike. */
  @Test
  void constantsAreNeverConfused() {
    Operand<TFloat32> x = constant(Values.of(new double[] {1, 2, 3, 4}, 2, 2));
    Operand<TFloat32> twice = tf.math.mul(x, tf.constant(2f));
    assertThat(numbers(tape.gradient(twice, List.of(x)).get(0))).containsOnly(2);
    Operand<TFloat32> thrice = tf.math.mul(x, tf.constant(3f));
    assertThat(numbers(tape.gradient(thrice, List.of(x)).get(0))).containsOnly(3);
    assertThat(tape.compiledCount()).isEqualTo(1);

    Operand<TFloat32> columns = tf.math.square(tf.reduceSum(x, tf.constant(0)));
    assertThat(numbers(tape.gradient(columns, List.of(x)).get(0))).containsExactly(8, 12, 8, 12);
    Operand<TFloat32> rows = tf.math.square(tf.reduceSum(x, tf.constant(1)));
    assertThat(numbers(tape.gradient(rows, List.of(x)).get(0))).containsExactly(6, 6, 14, 14);
    assertThat(tape.compiledCount()).isEqualTo(2);
  }

  /** Attributes belong to the structure. */
  @Test
  void attributesAreNeverConfused() {
    Operand<TFloat32> x = constant(Values.of(new double[] {1, 2, 3, 4}, 2, 2));
    List<? extends Operand<TFloat32>> rows = tf.unstack(x, 2L).output();
    assertThat(numbers(tape.gradient(rows.get(0), List.of(x)).get(0))).containsExactly(1, 1, 0, 0);
    List<? extends Operand<TFloat32>> columns =
        tf.unstack(x, 2L, org.tensorflow.op.core.Unstack.axis(1L)).output();
    assertThat(numbers(tape.gradient(columns.get(0), List.of(x)).get(0)))
        .containsExactly(1, 0, 1, 0);
  }

  /** The values of the forward pass are fed, so that random numbers are not drawn a second time. */
  @Test
  void randomNumbersAreThoseOfTheForwardPass() {
    Operand<TFloat32> x = constant(Values.gaussian(1, 1, 50));
    Operand<TFloat32> noise = tf.random.randomUniform(tf.constant(new int[] {50}), TFloat32.class);
    Operand<TFloat32> y = tf.math.mul(x, noise);
    assertThat(numbers(tape.gradient(y, List.of(x)).get(0))).containsExactly(numbers(noise));
  }

  @Test
  void gradientsAreOperandsToGoOnWith() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> slope = tape.gradient(tf.math.square(x), List.of(x)).get(0);
    Operand<TFloat32> z = tf.math.mul(slope, x);
    // The slope is a value by now, not a function of x.
    assertThat(numbers(tape.gradient(z, List.of(x)).get(0))).containsExactly(6);
  }

  @Test
  void anIntermediateValueIsASourceToo() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> square = tf.math.square(x);
    List<Operand<TFloat32>> gradients = tape.gradient(tf.math.square(square), List.of(x, square));
    assertThat(numbers(gradients.get(0))).containsExactly(108);
    assertThat(numbers(gradients.get(1))).containsExactly(18);
    assertThat(numbers(tape.gradient(square, List.of(square)).get(0))).containsExactly(1);
  }

  @Test
  void namesASourceThatTheTargetDoesNotReach() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> stranger = tf.math.square(tf.constant(5f));
    Operand<TFloat32> target = tf.math.mul(tf.math.square(x), tf.stopGradient(stranger));
    assertThatThrownBy(() -> tape.gradient(tf.math.square(x), List.of(x, stranger)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source 1: expected one that the target Square");
    assertThatThrownBy(() -> tape.gradient(target, List.of(x, stranger)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("source 1:");
  }

  @Test
  void whatWasClearedIsNotReached() {
    Operand<TFloat32> x = tf.constant(3f);
    Operand<TFloat32> y = tf.math.square(x);
    tape.clear();
    assertThatThrownBy(() -> tape.gradient(y, List.of(x)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Variables, their updates and operations without outputs run through the tape as they would
   * without.
   */
  @Test
  void variablesTrain() {
    Operand<? extends TType> handle =
        tf.varHandleOp(TFloat32.class, Shape.of(2), VarHandleOp.sharedName("w"));
    Operand<? extends TType> first =
        tf.varHandleOp(TFloat32.class, Shape.of(2), VarHandleOp.sharedName("m"));
    Operand<? extends TType> second =
        tf.varHandleOp(TFloat32.class, Shape.of(2), VarHandleOp.sharedName("v"));
    tf.assignVariableOp(handle, tf.constant(new float[] {5, -3}));
    tf.assignVariableOp(first, tf.constant(new float[] {0, 0}));
    tf.assignVariableOp(second, tf.constant(new float[] {0, 0}));
    float decayed1 = 1;
    float decayed2 = 1;
    for (int step = 0; step < 200; step++) {
      decayed1 *= 0.9f;
      decayed2 *= 0.999f;
      Operand<TFloat32> w = tf.readVariableOp(handle, TFloat32.class);
      Operand<TFloat32> loss =
          tf.reduceSum(
              tf.math.squaredDifference(w, tf.constant(new float[] {1, 2})), tf.constant(0));
      Operand<TFloat32> gradient = tape.gradient(loss, List.of(w)).get(0);
      tf.train.resourceApplyAdam(
          handle,
          first,
          second,
          tf.constant(decayed1),
          tf.constant(decayed2),
          tf.constant(0.1f),
          tf.constant(0.9f),
          tf.constant(0.999f),
          tf.constant(1e-8f),
          gradient);
      tape.clear();
    }
    assertThat(numbers(tf.readVariableOp(handle, TFloat32.class)))
        .containsExactly(new double[] {1, 2}, within(0.05));
    assertThat(tape.compiledCount()).isEqualTo(1);
  }

  @Test
  void closingTwiceIsHarmless() {
    Operand<TFloat32> x = tf.constant(3f);
    tape.gradient(tf.math.square(x), List.of(x));
    tape.close();
    tape.close();
    assertThat(tape.compiledCount()).isZero();
  }
}
