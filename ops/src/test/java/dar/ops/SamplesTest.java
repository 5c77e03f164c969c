package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.ops.gradient.GradientTape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

class SamplesTest {
  private static final Calculation<TFloat64> PLUS = (tf, x) -> Samples.plus(tf, x.get(0), x.get(1));
  private static final Values TWO = Values.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);

  @Test
  void eachSampleIsGivenTheSame() {
    double[] expected = {11, 22, 33, 44, 15, 26, 37, 48};
    double[] shared = {10, 20, 30, 40};
    assertThat(Calculation.inDouble(PLUS, TWO, Values.of(shared, 2, 2))).containsExactly(expected);
    assertThat(Calculation.inDouble(PLUS, TWO, Values.of(shared, 1, 2, 2)))
        .containsExactly(expected);
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(PLUS, Values.wave(0.1, 3, 2, 4).unknown(0), Values.wave(0.2, 1, 2, 4));
  }

  /** [2] would be broadcast without a word. */
  @Test
  void whatIsSharedHasTheShapeOfASample() {
    assertThatThrownBy(() -> Calculation.inDouble(PLUS, TWO, Values.of(new double[] {1, 2}, 2)))
        .hasMessage("shared: expected the shape of a sample of [2, 2, 2], found [2]");
    double[] four = {1, 2, 3, 4};
    assertThatThrownBy(() -> Calculation.inDouble(PLUS, TWO, Values.of(four, 4)))
        .hasMessageEndingWith("found [4]");
    assertThatThrownBy(() -> Calculation.inDouble(PLUS, TWO.unknown(1), Values.of(four, 2, 2)))
        .hasMessageStartingWith("shared: expected the shape of a sample of [2, ");
  }

  /**
   * Broadcasting would be differentiated by a sum over samples, whose time grows faster than they
   * do.
   */
  @Test
  void itsGradientIsThatOfABias() {
    try (Graph graph = new Graph()) {
      GradientTape tape = GradientTape.of(Ops.create(graph));
      Operand<TFloat64> x = tape.ops().constant(new double[3][2][4]);
      Operand<TFloat64> shared = tape.ops().constant(new double[2][4]);
      tape.gradient(Samples.plus(tape.ops(), x, shared), List.of(shared));
      assertThat(graph.operations())
          .toIterable()
          .extracting(Operation::type)
          .contains("BiasAddGrad")
          .doesNotContain("Sum");
    }
  }
}
