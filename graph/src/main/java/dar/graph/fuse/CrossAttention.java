package dar.graph.fuse;

import dar.graph.layer.Linear;
import dar.graph.layer.Steps;
import dar.graph.variable.Variables;
import dar.ops.Attention;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * h_{source -> target} = softmax(Q K^T / sqrt(d)) V [-1] with Q from the target, K and V from the
 * source (Eq. 19), in heads. Only the last frame is read, so only its query is computed.
 */
public record CrossAttention(int heads, Linear query, Linear key, Linear value) {

  public static CrossAttention create(Variables vars, int d, int heads) {
    return new CrossAttention(
        heads,
        Linear.create(vars.scope("q"), d, d),
        Linear.create(vars.scope("k"), d, d),
        Linear.create(vars.scope("v"), d, d));
  }

  /** source, target: [B, t, d] each, to [B, d]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> source, Operand<TFloat32> target) {
    return Attention.ofOne(
        tf,
        query.call(tf, Steps.last(tf, target)),
        source,
        key.projection(),
        value.projection(),
        heads);
  }
}
