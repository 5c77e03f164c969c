package dar.graph.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.Built;
import dar.graph.FloatValues;
import dar.graph.input.BertShape;
import dar.graph.layer.DropoutNoise;
import dar.graph.variable.Parameter;
import dar.graph.variable.Variable;
import dar.graph.variable.Variables;
import dar.ops.gradient.EagerTape;
import dar.ops.gradient.GradientTape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.EagerSession;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class BertTest {
  private static final BertShape SHAPE = new BertShape(20, 8, 2, 2, 12, 6, 2, 1e-12);
  private static final int[][] IDS = {{3, 9, 4, 1}, {7, 2, 11, 5}};
  private static final int[][] MASK = {{1, 1, 1, 1}, {1, 1, 0, 0}};
  private static final int[][] OTHER_PADDING = {{3, 9, 4, 1}, {7, 2, 19, 0}};
  private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

  @Test
  void givesOneStateAToken() {
    try (Built built = new Built()) {
      assertThat(call(built, built.tf().constant(IDS), built.tf().constant(MASK)).shape())
          .isEqualTo(Shape.of(2, 4, 8));
    }
  }

  @Test
  void makesTheVariablesOfItsShape() {
    try (Built built = new Built()) {
      Variables vars = built.vars().scope("bert");
      Bert.create(vars, SHAPE, true);
      List<String> made = built.vars().all().stream().map(Variable::name).toList();
      assertThat(made)
          .containsExactlyElementsOf(
              SHAPE.variables().keySet().stream().map(name -> "bert/" + name).toList());
      long layer = 4 * (8 * 8 + 8) + (8 * 12 + 12) + (12 * 8 + 8) + 2 * 2 * 8;
      assertThat(vars.parameterCount()).isEqualTo((20 + 6 + 2) * 8 + 2 * 8 + 2 * layer);
    }
  }

  @Test
  void isHeldFixedOnRequest() {
    try (Built built = new Built()) {
      Bert.create(built.vars().scope("bert"), SHAPE, false);
      assertThat(built.vars().all()).hasSize(SHAPE.variables().size());
      assertThat(built.vars().parameters()).isEmpty();
    }
  }

  @Test
  void namesTheShapesItWanted() {
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Operand<TInt32> row = tf.constant(new int[] {1, 2, 3});
      assertThatThrownBy(() -> call(built, row, row))
          .hasMessage("ids: expected 2 axes, found shape [3]");
      Operand<TInt32> narrow = tf.constant(new int[2][3]);
      assertThatThrownBy(() -> call(built, tf.constant(IDS), narrow))
          .hasMessage("mask: expected the shape of ids, [2, 4], found shape [2, 3]");
      Operand<TInt32> tooLong = tf.constant(new int[2][7]);
      assertThatThrownBy(() -> call(built, tooLong, tooLong))
          .hasMessage("ids: expected at most 6 steps on axis 1, found shape [2, 7]");
    }
  }

  /** Not even the last bit, neither of the states nor of any gradient. */
  @Test
  void whatStandsInThePaddingChangesNothing() {
    assertSameBits(statesAndGradients(IDS, MASK), statesAndGradients(OTHER_PADDING, MASK));
  }

  @Test
  void statesInThePaddingAreZero() {
    float[] states = statesAndGradients(IDS, MASK)[0];
    assertThat(Arrays.copyOfRange(states, 6 * 8, 8 * 8)).containsOnly(0);
    assertThat(Arrays.copyOf(states, 6 * 8)).doesNotContain(0);
  }

  @Test
  void paddingIsAsGoodAsNoPadding() {
    float[] padded = statesAndGradients(IDS, MASK)[0];
    float[] alone = statesAndGradients(new int[][] {{7, 2}}, new int[][] {{1, 1}})[0];
    assertThat(Arrays.copyOfRange(padded, 4 * 8, 6 * 8)).containsExactly(alone, CLOSE);
  }

  @Test
  void aRowWithoutAnyTokenStaysFinite() {
    float[][] values = statesAndGradients(IDS, new int[][] {{1, 1, 1, 1}, {0, 0, 0, 0}});
    for (float[] part : values) {
      for (float value : part) {
        assertThat(value).isFinite();
      }
    }
    assertThat(Arrays.copyOfRange(values[0], 4 * 8, 8 * 8)).containsOnly(0);
  }

  @Test
  void batchAndStepsMayBeUnknownInTheGraph() {
    float[][] known = statesAndGradients(IDS, MASK);
    try (Built built = new Built();
        TInt32 ids = TInt32.tensorOf(StdArrays.ndCopyOf(IDS));
        TInt32 mask = TInt32.tensorOf(StdArrays.ndCopyOf(MASK))) {
      Placeholder<TInt32> anyIds = open(built.tf());
      Placeholder<TInt32> anyMask = open(built.tf());
      Ops tf = GradientTape.of(built.tf()).ops();
      List<Operand<TFloat32>> fetched = statesAndGradients(tf, built.vars(), anyIds, anyMask);
      assertThat(fetched.get(0).shape().asArray()).containsExactly(-1, -1, 8);
      assertSameBits(built.values(List.of(), Map.of(anyIds, ids, anyMask, mask), fetched), known);
    }
  }

  @Test
  void theStepsThatTheGraphDoesNotKnowAreStillLimited() {
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Operand<TInt32> open =
          tf.placeholderWithDefault(tf.constant(new int[2][7]), Shape.of(-1, -1));
      Operand<TFloat32> states = call(built, open, open);
      assertThatThrownBy(() -> built.values(states)).hasMessageContaining("Expected size[0]");
    }
  }

  @Test
  void eagerModeGivesTheSame() {
    float[][] inGraph = statesAndGradients(IDS, MASK);
    try (EagerSession session = EagerSession.create()) {
      Ops tf = new EagerTape(session).ops();
      Variables vars = Variables.create(tf, Built.SEED);
      List<Operand<TFloat32>> values =
          statesAndGradients(tf, vars, tf.constant(IDS), tf.constant(MASK));
      for (int i = 0; i < inGraph.length; i++) {
        assertThat(FloatValues.of(values.get(i).asTensor())).containsExactly(inGraph[i], CLOSE);
      }
    }
  }

  @Test
  void dropoutFollowsTheNoise() {
    try (Built built = new Built()) {
      Ops tf = built.tf();
      Bert bert = Bert.create(built.vars().scope("bert"), SHAPE, true);
      DropoutNoise noise = DropoutNoise.at(0.1, 5, tf.constant(1L));
      DropoutNoise same = DropoutNoise.at(0.1, 5, tf.constant(1L));
      float[][] states =
          built.values(
              bert.call(tf, tf.constant(IDS), tf.constant(MASK), noise),
              bert.call(tf, tf.constant(IDS), tf.constant(MASK), same),
              bert.call(tf, tf.constant(IDS), tf.constant(MASK), DropoutNoise.none()));
      assertThat(states[0]).isEqualTo(states[1]).isNotEqualTo(states[2]);
    }
  }

  private static void assertSameBits(float[][] actual, float[][] expected) {
    assertThat(actual).hasSameDimensionsAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isEqualTo(expected[i]); // Arrays.equals tells 0 from -0
    }
  }

  private static Placeholder<TInt32> open(Ops tf) {
    return tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, -1)));
  }

  private static Operand<TFloat32> call(Built built, Operand<TInt32> ids, Operand<TInt32> mask) {
    return Bert.create(built.vars().scope("bert"), SHAPE, true)
        .call(built.tf(), ids, mask, DropoutNoise.none());
  }

  private static float[][] statesAndGradients(int[][] ids, int[][] mask) {
    try (Built built = new Built()) {
      Ops tf = GradientTape.of(built.tf()).ops();
      return built.values(
          List.of(),
          Map.of(),
          statesAndGradients(tf, built.vars(), tf.constant(ids), tf.constant(mask)));
    }
  }

  /** The states, then the gradients of their weighted sum by every variable. */
  private static List<Operand<TFloat32>> statesAndGradients(
      Ops tf, Variables vars, Operand<TInt32> ids, Operand<TInt32> mask) {
    Operand<TFloat32> states =
        Bert.create(vars.scope("bert"), SHAPE, true).call(tf, ids, mask, DropoutNoise.none());
    Operand<TFloat32> weights = tf.constant(new float[] {1, -2, 3, -1, 2, -3, 1, 2});
    Operand<TFloat32> weighted = tf.math.mul(states, weights);
    Operand<TFloat32> loss =
        tf.reduceSum(tf.reshape(weighted, tf.constant(new int[] {-1})), tf.constant(0));
    List<Operand<TFloat32>> all = new ArrayList<>(List.of(states));
    all.addAll(
        GradientTape.of(tf)
            .gradient(loss, vars.parameters().stream().map(Parameter::value).toList()));
    return all;
  }
}
