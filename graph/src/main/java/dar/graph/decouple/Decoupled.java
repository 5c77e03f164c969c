package dar.graph.decouple;

import dar.graph.shard.Shards;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the decouple module finds in an input (Eq. 1), of all modalities {@link
 * dar.graph.layer.Together}.
 *
 * @param aligned U^1, [M, B, t, d]
 * @param common H^com, [M, B, t, d]
 * @param specific H^spec, [M, B, t, d]
 */
public record Decoupled(
    Operand<TFloat32> aligned, Operand<TFloat32> common, Operand<TFloat32> specific) {

  /** Those of a batch whose parts are computed apart. */
  static Decoupled joined(Ops tf, Shards shards, List<Decoupled> parts) {
    return new Decoupled(
        shards.join(tf, parts, Decoupled::aligned, 1),
        shards.join(tf, parts, Decoupled::common, 1),
        shards.join(tf, parts, Decoupled::specific, 1));
  }

  /**
   * The same features as constants: no gradient flows into the encoders (the first part of an
   * update).
   */
  public Decoupled heldFixed(Ops tf) {
    return new Decoupled(
        tf.stopGradient(aligned), tf.stopGradient(common), tf.stopGradient(specific));
  }
}
