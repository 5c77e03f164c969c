package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dar.ops.gradient.GradientTape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;

class BatchProductTest {
  private static final Calculation<TFloat64> PLAIN =
      (tf, x) -> BatchProduct.of(tf, x.get(0), x.get(1));
  private static final Calculation<TFloat64> TRANSPOSED =
      (tf, x) -> BatchProduct.withTransposed(tf, x.get(0), x.get(1));
  private static final Values TWO_ROWS = Values.of(new double[] {1, 2, 3, 4}, 2, 1, 2);

  @Test
  void multipliesEachByItsOwn() {
    Values b = Values.of(new double[] {1, 0, 0, 1, 0, 1, 1, 0}, 2, 2, 2);
    assertThat(Calculation.inDouble(PLAIN, TWO_ROWS, b)).containsExactly(1, 2, 4, 3);
    assertThat(Calculation.inDouble(TRANSPOSED, TWO_ROWS, TWO_ROWS)).containsExactly(5, 25);
  }

  @Test
  void hasItsGradients() {
    GradientCheck.check(PLAIN, Values.wave(0.1, 2, 2, 3, 2), Values.wave(0.2, 2, 2, 2, 4));
    GradientCheck.check(TRANSPOSED, Values.wave(0.1, 2, 3, 2), Values.wave(0.2, 2, 4, 2));
  }

  /** TensorFlow's own derivative would bring the slower operation back. */
  @Test
  void itsGradientsAreTheSameOperation() {
    try (Graph graph = new Graph()) {
      GradientTape tape = GradientTape.of(Ops.create(graph));
      Operand<TFloat64> a = tape.ops().constant(new double[2][3][2]);
      Operand<TFloat64> b = tape.ops().constant(new double[2][2][4]);
      List<Operand<TFloat64>> gradients =
          tape.gradient(BatchProduct.of(tape.ops(), a, b), List.of(a, b));
      assertThat(gradients).hasSize(2);
      List<String> products = new ArrayList<>();
      graph
          .operations()
          .forEachRemaining(
              op -> {
                if (op.type().startsWith("BatchMatMul")) {
                  products.add(op.type());
                }
              });
      assertThat(products).containsOnly("BatchMatMulV2").hasSize(3);
    }
  }
}
