package dar.graph.reconstruct;

import dar.graph.layer.Linear;
import dar.graph.variable.Variables;
import dar.ops.OrderedSum;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * g = sigmoid(W_g [hat H, tilde H] + b_g), H_fused = g ⊙ hat H + (1 - g) ⊙ tilde H (Eqs. 15 and
 * 16).
 */
public record Gate(Linear linear) {

  public static Gate create(Variables vars, int d) {
    return new Gate(Linear.create(vars.scope("linear"), 2 * d, d));
  }

  /** g of Eq. 15; hat, tilde: [B, t, d] to [B, t, d]. */
  public Operand<TFloat32> call(Ops tf, Operand<TFloat32> hat, Operand<TFloat32> tilde) {
    Operand<TFloat32> both = tf.concat(List.of(hat, tilde), tf.constant(-1)); // [B, t, 2d]
    return tf.math.sigmoid(linear.call(tf, both)); // [B, t, d]
  }

  /** H_fused of Eq. 16, with one product less; g, hat, tilde: [B, t, d] each. */
  public static Operand<TFloat32> blend(
      Ops tf, Operand<TFloat32> g, Operand<TFloat32> hat, Operand<TFloat32> tilde) {
    return OrderedSum.of(tf, tilde, tf.math.mul(g, tf.math.sub(hat, tilde)));
  }
}
