package dar.graph.decouple;

import dar.graph.input.Modality;
import dar.graph.layer.Steps;
import dar.ops.InfoNce;
import java.util.Map;
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
        InfoNce.common(tf, means(tf, h.common()), tau),
        InfoNce.specific(tf, means(tf, h.specific()), tau));
  }

  /** z of all modalities, [M, B, d]. */
  private static Operand<TFloat32> means(Ops tf, Map<Modality, Operand<TFloat32>> features) {
    return tf.stack(Modality.inOrder(Modality.each(m -> Steps.mean(tf, features.get(m)))));
  }
}
