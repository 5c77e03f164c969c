package dar.graph.input;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * What training and evaluation are fed.
 *
 * @param complete U_m, [B, T_m, d_m]
 * @param keep false where a step is erased, [B, T_m]
 * @param labels y, [B]; a class is a whole number
 */
public record Batch(
    Map<Modality, Operand<TFloat32>> complete,
    Map<Modality, Operand<TBool>> keep,
    Operand<TFloat32> labels) {

  /** tilde U_m: erased steps become zeros (Section 4.2), [B, T_m, d_m]. */
  public Map<Modality, Operand<TFloat32>> incomplete(Ops tf) {
    return Modality.each(
        m -> {
          Operand<TFloat32> kept =
              tf.expandDims(
                  tf.dtypes.cast(keep.get(m), TFloat32.class), tf.constant(2)); // [B, T_m, 1]
          return tf.math.mul(complete.get(m), kept);
        });
  }
}
