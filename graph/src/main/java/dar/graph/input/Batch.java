package dar.graph.input;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What training and evaluation compute with.
 *
 * @param complete U_m, [B, T_m, d_m]
 * @param incomplete tilde U_m
 * @param labels y, [B]; a class is a whole number
 */
public record Batch(
    Map<Modality, Operand<TFloat32>> complete,
    Map<Modality, Incomplete> incomplete,
    Operand<TFloat32> labels) {}
