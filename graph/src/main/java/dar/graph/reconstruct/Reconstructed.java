package dar.graph.reconstruct;

import dar.graph.input.Modality;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What the reconstruct module gives, [B, t, d] each.
 *
 * @param common hat H^com_m (Eq. 12)
 * @param specific hat H^spec_m (Eq. 13)
 * @param commonGate g of the common features (Eq. 15)
 * @param specificGate g of the specific features (Eq. 15)
 * @param commonFused H^com_fused,m (Eq. 16)
 * @param specificFused H^spec_fused,m (Eq. 16)
 */
public record Reconstructed(
    Map<Modality, Operand<TFloat32>> common,
    Map<Modality, Operand<TFloat32>> specific,
    Map<Modality, Operand<TFloat32>> commonGate,
    Map<Modality, Operand<TFloat32>> specificGate,
    Map<Modality, Operand<TFloat32>> commonFused,
    Map<Modality, Operand<TFloat32>> specificFused) {}
