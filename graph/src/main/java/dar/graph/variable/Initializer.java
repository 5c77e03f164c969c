package dar.graph.variable;

import java.nio.charset.StandardCharsets;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The first value of a variable, a pure function of (seed, variable name, shape). */
@FunctionalInterface
public interface Initializer {

  /**
   * The value to begin with.
   *
   * @param seed the two numbers that a stateless random op takes, different for each variable
   */
  Operand<TFloat32> call(Ops tf, Shape shape, long[] seed);

  /** Every element {@code value}. */
  static Initializer filled(float value) {
    return (tf, shape, seed) -> tf.fill(tf.constant(shape.asArray()), tf.constant(value));
  }

  /** The given values in C order. */
  static Initializer values(float[] values) {
    return (tf, shape, seed) -> tf.constant(shape, DataBuffers.of(values));
  }

  /** Gaussian with mean 0 and the given standard deviation. */
  static Initializer normal(float deviation) {
    return (tf, shape, seed) ->
        tf.math.mul(
            tf.random.statelessRandomNormal(tf.constant(shape.asArray()), tf.constant(seed)),
            tf.constant(deviation));
  }

  /**
   * Uniform in [-1/sqrt(n), 1/sqrt(n)] for n inputs: the bound that LeCun et al. (1998, "Efficient
   * BackProp") give up to a factor, and the one that the PyTorch peer's layers start from.
   */
  static Initializer uniformFanIn(long inputs) {
    float bound = (float) (1 / Math.sqrt((double) inputs));
    return (tf, shape, seed) ->
        tf.math.sub(
            tf.math.mul(
                tf.random.statelessRandomUniform(tf.constant(shape.asArray()), tf.constant(seed)),
                tf.constant(2 * bound)),
            tf.constant(bound));
  }

  /**
   * The seed of one variable: the run's seed and a hash of the name (FNV-1a, 64 bits), so that
   * order does not matter.
   */
  static long[] seedOf(long seed, String name) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return new long[] {seed, hash};
  }
}
