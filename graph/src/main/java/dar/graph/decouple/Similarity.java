package dar.graph.decouple;

import dar.graph.layer.Steps;
import dar.ops.InfoNce;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** L_sim = L_sim^com + L_sim^spec, Eqs. 4, 6 and 7, paired as in Figure 3. */
public final class Similarity {
  private Similarity() {}

  /**
   * The sum of both, a scalar.
   *
   * @param h the features of the incomplete input, as Eq. 4 has it
   * @param tau the temperature of Eq. 6
   */
  public static Operand<TFloat32> loss(Ops tf, Decoupled h, double tau) {
    return tf.math.add(
        InfoNce.common(tf, Steps.mean(tf, h.common()), tau), // of z, [M, B, d]
        InfoNce.specific(tf, Steps.mean(tf, h.specific()), tau));
  }
}
