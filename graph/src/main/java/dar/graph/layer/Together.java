package dar.graph.layer;

import dar.graph.input.Modality;
import java.util.Iterator;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The features of the three modalities in one operand, language, visual, acoustic along the first
 * axis: what has one shape is computed at once (see {@link dar.graph.variable.Variables#scopes}),
 * products of weights alone one a modality (see {@link Linear}).
 */
public final class Together {
  private Together() {}

  /** M times [...] to [M, ...]. */
  public static Operand<TFloat32> of(Ops tf, Map<Modality, Operand<TFloat32>> features) {
    return tf.stack(Modality.inOrder(features));
  }

  /** [M, ...] to M times [...]. */
  public static Map<Modality, Operand<TFloat32>> apart(Ops tf, Operand<TFloat32> features) {
    Iterator<Output<TFloat32>> parts =
        tf.unstack(features, (long) Modality.values().length).output().iterator();
    return Modality.each(m -> parts.next());
  }

  /** [M, ..., d] to [..., 3d]: one after the other along the last axis. */
  public static Operand<TFloat32> joined(Ops tf, Operand<TFloat32> features) {
    return tf.concat(Modality.inOrder(apart(tf, features)), tf.constant(-1));
  }

  /** [G, B, t, n] to [G·B, t, n]: what has no weights, as attention, sees no groups. */
  public static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x) {
    long[] shape = x.shape().asArray();
    return tf.reshape(x, tf.constant(new long[] {-1, shape[2], shape[3]}));
  }
}
