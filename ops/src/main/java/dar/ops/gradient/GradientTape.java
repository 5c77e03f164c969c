package dar.ops.gradient;

import java.util.List;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/**
 * Derivatives of what was built through {@link #ops()}, the same in a graph and in an eager
 * session.
 */
public interface GradientTape {

  /** Builds what is to be differentiated. */
  Ops ops();

  /** Builds what nothing is differentiated through, as the updates that gradients serve. */
  Ops unrecorded();

  /**
   * ∂ Σ target / ∂ source for each source, in their order and shapes.
   *
   * @throws IllegalArgumentException if the target does not depend on a source, or only through
   *     what has no derivative (StopGradient, integers); the message names the source
   */
  <T extends TType> List<Operand<T>> gradient(
      Operand<T> target, List<? extends Operand<T>> sources);

  /** Whether {@code tf} builds for a tape, and not what someone else may differentiate. */
  static boolean records(Ops tf) {
    ExecutionEnvironment environment = tf.scope().env();
    return environment instanceof EagerTape || environment instanceof TwoReaders;
  }

  /** What builds where {@code tf} does, unseen by its tape; {@code tf} where there is none. */
  static Ops unseen(Ops tf) {
    ExecutionEnvironment environment = tf.scope().env();
    if (environment instanceof TwoReaders readers) {
      return readers.beneath(tf);
    }
    return environment instanceof EagerTape tape ? tape.unrecorded() : tf;
  }

  /** The tape for whatever {@code tf} builds in: a graph, or an {@link EagerTape}. */
  static GradientTape of(Ops tf) {
    ExecutionEnvironment environment = tf.scope().env();
    if (environment instanceof EagerTape tape) {
      return tape;
    }
    if (environment instanceof Graph || environment instanceof TwoReaders) {
      return new GraphTape(tf);
    }
    throw new IllegalArgumentException(
        "tf: expected operations of a Graph or of an EagerTape, found those of "
            + environment.getClass().getSimpleName()
            + ", which keeps no record; build with new EagerTape(session).ops()");
  }
}
