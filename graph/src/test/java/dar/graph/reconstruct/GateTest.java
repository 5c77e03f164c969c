package dar.graph.reconstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.Built;
import dar.graph.layer.Linear;
import dar.ops.Precision;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Eqs. 15 and 16. */
class GateTest {

  @Test
  void anOpenGateTakesTheReconstructionAndAClosedOneTheEvidence() {
    try (Built built = new Built()) {
      Operand<TFloat32> zeros = built.tf().constant(new float[4][2]);
      Operand<TFloat32> hat = built.gaussian(1, 1, 3, 2);
      Operand<TFloat32> tilde = built.gaussian(2, 1, 3, 2);
      Gate open =
          new Gate(new Linear(zeros, built.tf().constant(new float[] {50, 50}), Precision.FLOAT32));
      Gate closed =
          new Gate(
              new Linear(zeros, built.tf().constant(new float[] {-50, -50}), Precision.FLOAT32));
      Gate half = new Gate(new Linear(zeros, built.tf().constant(new float[2]), Precision.FLOAT32));
      float[][] values =
          built.values(
              blended(built, open, hat, tilde),
              blended(built, closed, hat, tilde),
              blended(built, half, hat, tilde),
              hat,
              tilde);
      assertThat(values[0]).containsExactly(values[3], Offset.offset(1e-6f));
      assertThat(values[1]).containsExactly(values[4], Offset.offset(1e-6f));
      for (int i = 0; i < values[2].length; i++) {
        assertThat(values[2][i]).isCloseTo((values[3][i] + values[4][i]) / 2, Offset.offset(1e-6f));
      }
    }
  }

  private static Operand<TFloat32> blended(
      Built built, Gate gate, Operand<TFloat32> hat, Operand<TFloat32> tilde) {
    return Gate.blend(built.tf(), gate.call(built.tf(), hat, tilde), hat, tilde);
  }
}
