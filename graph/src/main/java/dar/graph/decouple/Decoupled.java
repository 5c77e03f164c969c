package dar.graph.decouple;

import dar.graph.input.Modality;
import dar.graph.shard.Shards;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the decouple module finds in each modality of an input (Eq. 1).
 *
 * @param aligned U^1, [B, t, d] each
 * @param common H^com, [B, t, d] each
 * @param specific H^spec, [B, t, d] each
 */
public record Decoupled(
    Map<Modality, Operand<TFloat32>> aligned,
    Map<Modality, Operand<TFloat32>> common,
    Map<Modality, Operand<TFloat32>> specific) {

  /** Those of a batch whose parts are computed apart. */
  static Decoupled joined(Ops tf, Shards shards, List<Decoupled> parts) {
    return new Decoupled(
        shards.joinEach(tf, parts, Decoupled::aligned),
        shards.joinEach(tf, parts, Decoupled::common),
        shards.joinEach(tf, parts, Decoupled::specific));
  }

  /**
   * The same features as constants: no gradient flows into the encoders (the first part of an
   * update).
   */
  public Decoupled heldFixed(Ops tf) {
    return each(tf::stopGradient);
  }

  private Decoupled each(UnaryOperator<Operand<TFloat32>> change) {
    return new Decoupled(
        Modality.each(m -> change.apply(aligned.get(m))),
        Modality.each(m -> change.apply(common.get(m))),
        Modality.each(m -> change.apply(specific.get(m))));
  }
}
