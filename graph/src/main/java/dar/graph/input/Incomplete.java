package dar.graph.input;

import dar.graph.shard.Shards;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** How an incomplete input, tilde U_m, differs from the complete one (Section 4.2). */
public sealed interface Incomplete {

  /** That of each part of the batch. */
  List<Incomplete> parts(Ops tf, Shards shards);

  /**
   * Steps of it are set to zero.
   *
   * @param keep 0 where a step is erased, 1 elsewhere, [B, T_m, 1]
   */
  record Erased(Operand<TFloat32> keep) implements Incomplete {
    @Override
    public List<Incomplete> parts(Ops tf, Shards shards) {
      return shards.split(tf, keep).stream().<Incomplete>map(Erased::new).toList();
    }
  }

  /**
   * It was read apart: vectors of a sentence with erased tokens.
   *
   * @param features tilde U_m, [B, T_m, d_m]
   */
  record Read(Operand<TFloat32> features) implements Incomplete {
    @Override
    public List<Incomplete> parts(Ops tf, Shards shards) {
      return shards.split(tf, features).stream().<Incomplete>map(Read::new).toList();
    }
  }
}
