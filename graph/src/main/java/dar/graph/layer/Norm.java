package dar.graph.layer;

import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.LayerNorm;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Layer normalisation of the last axis with a learned scale and shift. gamma, beta: [d]. */
public record Norm(Operand<TFloat32> gamma, Operand<TFloat32> beta, double epsilon) {

  public static Norm create(Variables vars, int d) {
    return new Norm(
        vars.get("gamma", Shape.of(d), Initializer.filled(1)),
        vars.get("beta", Shape.of(d), Initializer.filled(0)),
        LayerNorm.EPSILON);
  }

  /** What γ scales and β shifts, for a {@link Linear} behind it. x: [..., d] to [..., d]. */
  public Operand<TFloat32> standardised(Ops tf, Operand<TFloat32> x) {
    return LayerNorm.standardised(tf, x, epsilon);
  }

  /** x: [..., d] to [..., d]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return LayerNorm.call(tf, x, gamma, beta, epsilon);
  }
}
