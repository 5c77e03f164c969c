package dar.graph.layer;

import dar.graph.input.Modality;
import dar.ops.OrderedSum;
import dar.ops.SquaredError;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Sums over the three modalities. */
public final class Sum {
  private Sum() {}

  /** The sum over m of {@code term(m)}. */
  public static Operand<TFloat32> over(Ops tf, Function<Modality, Operand<TFloat32>> term) {
    return OrderedSum.of(tf, Modality.inOrder(Modality.each(term)));
  }

  /** The mean squared error of each modality, summed; a, b: [B, t, d] each. */
  public static Operand<TFloat32> ofErrors(
      Ops tf, Map<Modality, Operand<TFloat32>> a, Map<Modality, Operand<TFloat32>> b) {
    return over(tf, m -> SquaredError.mean(tf, a.get(m), b.get(m)));
  }
}
