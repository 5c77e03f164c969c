package dar.graph.layer;

import dar.graph.input.Modality;
import dar.ops.OrderedSum;
import dar.ops.SquaredError;
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

  /** The mean squared error of each modality, summed; a, b: [M, B, t, d]. */
  public static Operand<TFloat32> ofErrors(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    float modalities = Modality.values().length; // of one size, so that the mean over all is theirs
    return tf.math.mul(SquaredError.mean(tf, a, b), tf.constant(modalities));
  }
}
