package dar.graph.layer;

import dar.graph.input.Modality;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Sums over the three modalities. */
public final class Sum {
  private Sum() {}

  /** The sum over m of {@code term(m)}. */
  public static Operand<TFloat32> over(Ops tf, Function<Modality, Operand<TFloat32>> term) {
    return tf.math.addN(Modality.inOrder(Modality.each(term)));
  }
}
