package dar.graph.reconstruct;

import dar.graph.shard.Shards;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the reconstruct module gives, [M, B, t, d] each.
 *
 * @param common hat H^com (Eq. 12)
 * @param specific hat H^spec (Eq. 13)
 * @param commonGate g of the common features (Eq. 15)
 * @param specificGate g of the specific features (Eq. 15)
 * @param commonFused H^com_fused (Eq. 16)
 * @param specificFused H^spec_fused (Eq. 16)
 */
public record Reconstructed(
    Operand<TFloat32> common,
    Operand<TFloat32> specific,
    Operand<TFloat32> commonGate,
    Operand<TFloat32> specificGate,
    Operand<TFloat32> commonFused,
    Operand<TFloat32> specificFused) {

  /** Those of a batch whose parts are computed apart. */
  public static Reconstructed joined(Ops tf, Shards shards, List<Reconstructed> parts) {
    return new Reconstructed(
        shards.join(tf, parts, Reconstructed::common, 1),
        shards.join(tf, parts, Reconstructed::specific, 1),
        shards.join(tf, parts, Reconstructed::commonGate, 1),
        shards.join(tf, parts, Reconstructed::specificGate, 1),
        shards.join(tf, parts, Reconstructed::commonFused, 1),
        shards.join(tf, parts, Reconstructed::specificFused, 1));
  }
}
