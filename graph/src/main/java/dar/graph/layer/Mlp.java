package dar.graph.layer;

import dar.graph.variable.Variables;
import dar.ops.Activation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A hidden layer: y = down(drop(GELU(up(x)))). */
public record Mlp(Linear up, Linear down) {

  public static Mlp create(Variables vars, int in, int hidden, int out) {
    return new Mlp(
        Linear.create(vars.scope("up"), in, hidden),
        Linear.create(vars.scope("down"), hidden, out));
  }

  /** x: [..., in] to [..., out]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, DropoutNoise noise) {
    return down.call(tf, noise.call(tf, Activation.gelu(tf, up.call(tf, x))));
  }
}
