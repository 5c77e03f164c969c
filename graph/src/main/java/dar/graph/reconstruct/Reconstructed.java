package dar.graph.reconstruct;

import dar.graph.input.Modality;
import dar.graph.shard.Shards;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What the reconstruct module gives for each modality, [B, t, d] each.
 *
 * @param common hat H^com (Eq. 12)
 * @param specific hat H^spec (Eq. 13)
 * @param commonGate g of the common features (Eq. 15)
 * @param specificGate g of the specific features (Eq. 15)
 * @param commonFused H^com_fused (Eq. 16)
 * @param specificFused H^spec_fused (Eq. 16)
 */
public record Reconstructed(
    Map<Modality, Operand<TFloat32>> common,
    Map<Modality, Operand<TFloat32>> specific,
    Map<Modality, Operand<TFloat32>> commonGate,
    Map<Modality, Operand<TFloat32>> specificGate,
    Map<Modality, Operand<TFloat32>> commonFused,
    Map<Modality, Operand<TFloat32>> specificFused) {

  /** Those of a batch whose parts are computed apart. */
  public static Reconstructed joined(Ops tf, Shards shards, List<Reconstructed> parts) {
    return new Reconstructed(
        shards.joinEach(tf, parts, Reconstructed::common),
        shards.joinEach(tf, parts, Reconstructed::specific),
        shards.joinEach(tf, parts, Reconstructed::commonGate),
        shards.joinEach(tf, parts, Reconstructed::specificGate),
        shards.joinEach(tf, parts, Reconstructed::commonFused),
        shards.joinEach(tf, parts, Reconstructed::specificFused));
  }
}
