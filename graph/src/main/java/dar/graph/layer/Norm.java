package dar.graph.layer;

import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import dar.ops.LayerNorm;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Layer normalisation of the last axis with a learned scale and shift. gamma, beta: [d]; or one a
 * group, [G, d].
 */
public record Norm(Operand<TFloat32> gamma, Operand<TFloat32> beta, double epsilon) {

  public static Norm create(Variables vars, int d) {
    return new Norm(
        vars.get("gamma", Shape.of(d), Initializer.filled(1)),
        vars.get("beta", Shape.of(d), Initializer.filled(0)),
        LayerNorm.EPSILON);
  }

  /** x: [..., d] to [..., d]; of groups, [G, B, t, d] to [G, B, t, d]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    return LayerNorm.call(tf, x, broad(tf, gamma), broad(tf, beta), epsilon);
  }

  /** [d] as it is, [G, d] to [G, 1, 1, d]. */
  private static Operand<TFloat32> broad(Ops tf, Operand<TFloat32> x) {
    return x.shape().numDimensions() == 1
        ? x
        : tf.reshape(x, tf.constant(new long[] {x.shape().get(0), 1, 1, x.shape().get(1)}));
  }
}
