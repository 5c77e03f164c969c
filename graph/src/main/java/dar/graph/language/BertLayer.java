package dar.graph.language;

import dar.graph.layer.DropoutNoise;
import dar.graph.layer.Linear;
import dar.graph.layer.Norm;
import dar.ops.Activation;
import dar.ops.Attention;
import dar.ops.OrderedSum;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A post-norm transformer layer (Vaswani et al., 2017): y = LN(x + MHA(x)), then LN(y + FFN(y)),
 * GELU in between.
 */
record BertLayer(
    int heads,
    Linear query,
    Linear key,
    Linear value,
    Linear out,
    Norm norm1,
    Linear up,
    Linear down,
    Norm norm2) {

  static BertLayer create(BertVariables vars, int index, int heads) {
    String layer = "encoder/layer_" + index;
    return new BertLayer(
        heads,
        vars.linear(layer + "/attention/self/query"),
        vars.linear(layer + "/attention/self/key"),
        vars.linear(layer + "/attention/self/value"),
        vars.linear(layer + "/attention/output/dense"),
        vars.norm(layer + "/attention/output/LayerNorm"),
        vars.linear(layer + "/intermediate/dense"),
        vars.linear(layer + "/output/dense"),
        vars.norm(layer + "/output/LayerNorm"));
  }

  /** x: [B, T, h], keyBias: [B, T], to [B, T, h]. */
  Operand<TFloat32> call(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> keyBias, DropoutNoise noise) {
    Operand<TFloat32> attended =
        Attention.call(
            tf, query.call(tf, x), key.call(tf, x), value.call(tf, x), heads, keyBias); // [B, T, h]
    Operand<TFloat32> y =
        norm1.call(tf, OrderedSum.of(tf, x, noise.call(tf, out.call(tf, attended)))); // [B, T, h]
    Operand<TFloat32> hidden = Activation.gelu(tf, up.call(tf, y));
    return norm2.call(tf, OrderedSum.of(tf, y, noise.call(tf, down.call(tf, hidden))));
  }
}
