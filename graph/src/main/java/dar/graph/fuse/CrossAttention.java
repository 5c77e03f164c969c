package dar.graph.fuse;

import dar.graph.layer.Linear;
import dar.graph.layer.Steps;
import dar.graph.layer.Together;
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

  /** One for each scope of {@code vars}: the pairs. */
  public static CrossAttention create(Variables vars, int d, int heads) {
    return new CrossAttention(
        heads,
        Linear.create(vars.scope("q"), d, d),
        Linear.create(vars.scope("k"), d, d),
        Linear.create(vars.scope("v"), d, d));
  }

  /** source, target: [G, B, t, d], one a pair, to [G, B, d]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> source, Operand<TFloat32> target) {
    long[] shape = source.shape().asArray();
    Operand<TFloat32> attended =
        Attention.call(
            tf,
            Together.rows(tf, query.call(tf, Steps.last(tf, target))),
            Together.rows(tf, key.call(tf, source)),
            Together.rows(tf, value.call(tf, source)),
            heads); // [G·B, 1, d]
    return tf.reshape(attended, tf.constant(new long[] {shape[0], -1, shape[3]}));
  }
}
