package dar.graph.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.Built;
import dar.graph.input.Hyperparameters;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** What every layer owes: its shape, its parameters, and what it says to a wrong shape. */
class LayersTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

  @Test
  void linearKeepsLeadingAxes() {
    try (Built built = new Built()) {
      Linear linear = Linear.create(built.vars(), 3, 5);
      assertThat(linear.call(built.tf(), built.gaussian(1, 2, 3)).shape())
          .isEqualTo(Shape.of(2, 5));
      assertThat(linear.call(built.tf(), built.gaussian(1, 2, 4, 3)).shape().asArray())
          .endsWith(4, 5);
      assertThat(built.vars().parameterCount()).isEqualTo(3 * 5 + 5);
    }
  }

  @Test
  void linearTakesAnUnknownNumberOfSteps() {
    try (Built built = new Built()) {
      Linear linear = Linear.create(built.vars(), 3, 5);
      Operand<TFloat32> known = built.gaussian(1, 2, 4, 3);
      Operand<TFloat32> open =
          built.tf().placeholderWithDefault(known, Shape.of(-1, -1, 3)); // [?, ?, 3]
      Operand<TFloat32> y = linear.call(built.tf(), open);
      assertThat(y.shape().asArray()).containsExactly(-1, -1, 5);
      float[][] values = built.values(y, linear.call(built.tf(), known));
      assertThat(values[0]).isEqualTo(values[1]);
    }
  }

  @Test
  void linearNamesTheShapeItWanted() {
    try (Built built = new Built()) {
      Linear linear = Linear.create(built.vars(), 3, 5);
      assertThatThrownBy(() -> linear.call(built.tf(), built.gaussian(1, 5, 4)))
          .hasMessage("x: expected size 3 on the last of 2 or 3 axes, found shape [5, 4]");
    }
  }

  @Test
  void outputsOfALinearMapAreThatPartOfIt() {
    try (Built built = new Built()) {
      Linear linear = Linear.create(built.vars(), 3, 5);
      Operand<TFloat32> x = built.gaussian(1, 2, 3);
      float[][] values =
          built.values(
              linear.call(built.tf(), x), linear.outputs(built.tf(), 1, 4).call(built.tf(), x));
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 3; column++) {
          assertThat(values[1][row * 3 + column]).isCloseTo(values[0][row * 5 + 1 + column], CLOSE);
        }
      }
    }
  }

  @Test
  void whatFollowsANormCanTakeItsScaleAndShift() {
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Norm norm = new Norm(built.gaussian(1, 3), built.gaussian(2, 3), 1e-5);
      Linear linear = Linear.create(built.vars(), 3, 5);
      Operand<TFloat32> x = built.gaussian(3, 2, 4, 3);
      float[][] values =
          built.values(
              linear.call(tf, norm.call(tf, x)),
              linear.behind(tf, norm).call(tf, norm.standardised(tf, x)));
      assertThat(values[1]).containsExactly(values[0], CLOSE);
    }
  }

  @Test
  void aFactorCanGoIntoALinearMapOnEitherSideAndIntoSomeOutputs() {
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Linear linear = Linear.create(built.vars(), 3, 5);
      Operand<TFloat32> x = built.gaussian(1, 2, 3);
      Operand<TFloat32> three = tf.constant(3f);
      Operand<TFloat32> some = tf.constant(new float[] {7, 7, 1, 1, 1});
      float[][] values =
          built.values(
              tf.math.mul(three, linear.call(tf, x)),
              linear.scaled(tf, 3).call(tf, x),
              linear.call(tf, tf.math.mul(three, x)),
              linear.ofScaled(tf, 3).call(tf, x),
              tf.math.mul(some, linear.call(tf, x)),
              linear.withFirstScaled(tf, 2, 7).call(tf, x));
      assertThat(values[1]).containsExactly(values[0], CLOSE);
      assertThat(values[3]).containsExactly(values[2], CLOSE);
      assertThat(values[5]).containsExactly(values[4], CLOSE);
    }
  }

  @Test
  void mlpHasTwoLinearMaps() {
    try (Built built = new Built()) {
      Mlp mlp = Mlp.create(built.vars(), 6, 4, 2);
      Operand<TFloat32> y = mlp.call(built.tf(), built.gaussian(1, 3, 6), DropoutNoise.none());
      assertThat(y.shape()).isEqualTo(Shape.of(3, 2));
      assertThat(built.vars().parameterCount()).isEqualTo(6 * 4 + 4 + 4 * 2 + 2);
    }
  }

  @Test
  void theLastStepOfAnEncoderIsWhatTheWholeEncoderGivesThere() {
    try (Built built = new Built()) {
      int d = 8;
      Encoder encoder =
          Encoder.create(built.vars(), new Hyperparameters(5, d, 2, 12, 2, 1, 4, 0), 2);
      Operand<TFloat32> x = built.gaussian(1, 3, 5, d);
      float[][] values =
          built.values(
              encoder.call(built.tf(), x, DropoutNoise.none()),
              encoder.last(built.tf(), x, DropoutNoise.none()));
      for (int sample = 0; sample < 3; sample++) {
        for (int i = 0; i < d; i++) {
          assertThat(values[1][sample * d + i])
              .isCloseTo(values[0][(sample * 5 + 4) * d + i], CLOSE);
        }
      }
      int block = 2 * 2 * d + (d * 3 * d + 3 * d) + (d * d + d) + (d * 12 + 12) + (12 * d + d);
      assertThat(built.vars().parameterCount()).isEqualTo(5 * d + 2 * block + 2 * d);
    }
  }

  @Test
  void dropoutRepeatsItselfOnlyAtTheSameStep() {
    try (Built built = new Built()) {
      Operand<TFloat32> x = built.gaussian(1, 100);
      Operand<TInt64> step = built.tf().constant(3L);
      Operand<TInt64> next = built.tf().constant(4L);
      float[][] values =
          built.values(
              DropoutNoise.at(0.5, 7, step).call(built.tf(), x),
              DropoutNoise.at(0.5, 7, step).call(built.tf(), x),
              DropoutNoise.at(0.5, 7, next).call(built.tf(), x),
              DropoutNoise.at(0.5, 8, step).call(built.tf(), x));
      assertThat(values[0]).isEqualTo(values[1]).isNotEqualTo(values[2]).isNotEqualTo(values[3]);
      assertThat(DropoutNoise.none().call(built.tf(), x)).isSameAs(x);
    }
  }
}
