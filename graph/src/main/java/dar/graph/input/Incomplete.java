package dar.graph.input;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** How an incomplete input, tilde U_m, differs from the complete one (Section 4.2). */
public sealed interface Incomplete {

  /**
   * Steps of it are set to zero.
   *
   * @param keep 0 where a step is erased, 1 elsewhere, [B, T_m, 1]
   */
  record Erased(Operand<TFloat32> keep) implements Incomplete {}

  /**
   * It was read apart: vectors of a sentence with erased tokens.
   *
   * @param features tilde U_m, [B, T_m, d_m]
   */
  record Read(Operand<TFloat32> features) implements Incomplete {}
}
