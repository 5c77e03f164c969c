package dar.graph.layer;

import dar.graph.variable.Variables;
import dar.ops.Attention;
import dar.ops.OrderedSum;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A pre-norm transformer block (Xiong et al. 2020): x + MHA(LN(x)), then x + FFN(LN(x)), GELU in
 * between.
 *
 * @param qkv one affine map to queries, keys and values, d to 3d
 */
public record TransformerBlock(
    int heads, Norm norm1, Linear qkv, Linear out, Norm norm2, Mlp feedForward) {

  public static TransformerBlock create(Variables vars, int d, int heads, int feedForward) {
    return new TransformerBlock(
        heads,
        Norm.create(vars.scope("norm1"), d),
        Linear.create(vars.scope("qkv"), d, 3 * d),
        Linear.create(vars.scope("out"), d, d),
        Norm.create(vars.scope("norm2"), d),
        Mlp.create(vars, d, feedForward, d));
  }

  /**
   * The steps of all samples one below the other: x [B·t, d] to [B·t, d].
   *
   * @param t steps of a sample
   */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> x, int t, DropoutNoise noise) {
    int d = (int) x.shape().get(1);
    Linear map = qkv.behind(tf, norm1).withFirstScaled(tf, d, Attention.scale(d, heads));
    Operand<TFloat32> projected = map.call(tf, norm1.standardised(tf, x)); // [B·t, 3d]
    Operand<TFloat32> attended = Attention.packed(tf, projected, t, heads);
    return feedForward(tf, x, attended, t, noise);
  }

  /**
   * x: [B·t, d] to the last step of what {@link #call} gives, [B, d]: only its query is computed.
   *
   * @param t steps of a sample
   */
  public Operand<TFloat32> last(Ops tf, Operand<TFloat32> x, int t, DropoutNoise noise) {
    int d = (int) x.shape().get(1);
    Operand<TFloat32> normed = Steps.ofRows(tf, norm1.standardised(tf, x), t); // [B, t, d]
    Linear map = qkv.behind(tf, norm1);
    Operand<TFloat32> attended =
        Attention.ofOne(
            tf,
            map.outputs(tf, 0, d).call(tf, Steps.last(tf, normed)),
            normed,
            map.outputs(tf, d, 2 * d).projection(),
            map.outputs(tf, 2 * d, 3 * d).projection(),
            heads); // [B, d]
    return feedForward(tf, Steps.last(tf, Steps.ofRows(tf, x, t)), attended, 1, noise);
  }

  /** x, attended: [B·each, d] to [B·each, d]. */
  private Operand<TFloat32> feedForward(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> attended, int each, DropoutNoise noise) {
    Operand<TFloat32> y = OrderedSum.of(tf, x, noise.call(tf, out.call(tf, attended), each));
    Operand<TFloat32> change =
        feedForward.behind(tf, norm2).call(tf, norm2.standardised(tf, y), DropoutNoise.none());
    return OrderedSum.of(tf, y, noise.call(tf, change, each));
  }
}
