package dar.graph.decouple;

import dar.graph.input.Modality;
import dar.graph.layer.Steps;
import dar.ops.InfoNce;
import java.util.List;
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
        InfoNce.common(tf, sampleFeatures(tf, h.common()), tau),
        InfoNce.specific(tf, sampleFeatures(tf, h.specific()), tau));
  }

  /** z: the mean over steps of each modality, [M, B, d]. */
  private static Operand<TFloat32> sampleFeatures(
      Ops tf, Map<Modality, Operand<TFloat32>> features) {
    List<Operand<TFloat32>> z =
        Modality.inOrder(Modality.each(m -> Steps.mean(tf, features.get(m)))); // M x [B, d]
    return tf.stack(z);
  }
}
