package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dar.ops.gradient.GradientTape;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

class LayerNormTest {
  private static final Calculation<TFloat64> NORM =
      (tf, x) -> LayerNorm.call(tf, x.get(0), x.get(1), x.get(2), LayerNorm.EPSILON);
  private static final Values GAMMA = Values.wave(0.2, 3);
  private static final Values BETA = Values.wave(0.3, 3);

  @Test
  void agreesWithPyTorch() {
    assertThat(Calculation.inDouble(NORM, Values.wave(0.1, 2, 3), GAMMA, BETA))
        .containsExactly(
            new double[] {
              0.0757884926, 2.3124575971, 0.1688469602, 0.1696386042, 0.2234210440, 0.7121606244
            },
            within(1e-9));
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(NORM, Values.wave(0.1, 2, 2, 3).unknown(0), GAMMA, BETA);
  }

  /** Python differentiates an exported prediction, and would stop at our IdentityN. */
  @Test
  void whatNoTapeBuildsHasOrdinaryOperationsOnly() {
    try (Graph graph = new Graph()) {
      Ops plain = Ops.create(graph);
      Operand<TFloat64> rows = plain.constant(new double[][] {{1, 2, 4}});
      Operand<TFloat64> row = plain.constant(new double[] {1, 2, 4});
      LayerNorm.call(plain, rows, row, row, LayerNorm.EPSILON);
      assertThat(graph.operations()).toIterable().noneMatch(op -> op.type().equals("IdentityN"));
      Ops recorded = GradientTape.of(plain).ops();
      LayerNorm.call(recorded, rows, row, row, LayerNorm.EPSILON);
      assertThat(graph.operations()).toIterable().anyMatch(op -> op.type().equals("IdentityN"));
    }
  }

  /** A row without spread has nothing to show but beta. */
  @Test
  void aConstantRowBecomesBeta() {
    assertThat(Calculation.inDouble(NORM, Values.of(new double[] {7, 7, 7}, 1, 3), GAMMA, BETA))
        .containsExactly(BETA.get(0), BETA.get(1), BETA.get(2));
  }

  /** (−1, 1) has variance 1: with ε = 3 it is halved. */
  @Test
  void epsilonJoinsTheVariance() {
    assertThat(
            Calculation.inDouble(
                (tf, x) -> LayerNorm.call(tf, x.get(0), x.get(1), x.get(2), 3),
                Values.of(new double[] {-1, 1}, 1, 2),
                Values.of(new double[] {1, 1}, 2),
                Values.of(new double[] {0, 0}, 2)))
        .containsExactly(new double[] {-0.5, 0.5}, within(1e-12));
  }

  @Test
  void shiftingARowChangesNothing() {
    Values x = Values.wave(0.1, 2, 3);
    assertThat(Calculation.inDouble(NORM, x.plus(100), GAMMA, BETA))
        .containsExactly(Calculation.inDouble(NORM, x, GAMMA, BETA), within(1e-9));
  }
}
