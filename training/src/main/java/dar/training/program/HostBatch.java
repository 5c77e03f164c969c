package dar.training.program;

import dar.graph.input.Modality;
import java.util.Map;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * The numbers of a {@link dar.graph.input.Batch}, outside the graph; to be closed.
 *
 * @param complete U_m, [B, T_m, d_m]
 * @param keep false where a step is erased, [B, T_m]
 * @param labels [B]
 */
public record HostBatch(
    Map<Modality, TFloat32> complete, Map<Modality, TBool> keep, TFloat32 labels)
    implements AutoCloseable {

  public int size() {
    return (int) labels.shape().get(0);
  }

  @Override
  public void close() {
    complete.values().forEach(TFloat32::close);
    keep.values().forEach(TBool::close);
    labels.close();
  }
}
