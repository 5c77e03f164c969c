package dar.graph.decouple;

import dar.graph.input.Modality;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the decouple module finds in an input (Eq. 1).
 *
 * @param aligned U^1_m, [B, t, d]
 * @param common H^com_m, [B, t, d]
 * @param specific H^spec_m, [B, t, d]
 */
public record Decoupled(
    Map<Modality, Operand<TFloat32>> aligned,
    Map<Modality, Operand<TFloat32>> common,
    Map<Modality, Operand<TFloat32>> specific) {

  /**
   * The same features as constants: no gradient flows into the encoders (the first part of an
   * update).
   */
  public Decoupled heldFixed(Ops tf) {
    return new Decoupled(fixed(tf, aligned), fixed(tf, common), fixed(tf, specific));
  }

  private static Map<Modality, Operand<TFloat32>> fixed(
      Ops tf, Map<Modality, Operand<TFloat32>> features) {
    return Modality.each(m -> tf.stopGradient(features.get(m)));
  }
}
