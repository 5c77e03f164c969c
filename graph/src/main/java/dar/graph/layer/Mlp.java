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

  /** Of x standardised, what this makes of x normalised. */
  public Mlp behind(Ops tf, Norm norm) {
    return new Mlp(up.behind(tf, norm), down);
  }

  /** x: [..., in] to [..., out]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, DropoutNoise noise) {
    Operand<TFloat32> u = up.scaled(tf, Activation.GELU_FACTOR).call(tf, x);
    Operand<TFloat32> hidden = noise.call(tf, Activation.scaledGelu(tf, u));
    return down.ofScaled(tf, Activation.GELU_FACTOR).call(tf, hidden);
  }
}
