package dar.graph.decouple;

import com.google.common.primitives.Floats;
import dar.graph.input.FeatureScale;
import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * z = (x - mean) / deviation for each feature, with the constants of the train split. A step that
 * is all zero is missing and stays zero (design 3.2).
 *
 * @param mean [d_m]
 * @param deviation [d_m], positive
 */
public record Standardise(Operand<TFloat32> mean, Operand<TFloat32> deviation) {
  static final String MEAN = "mean";
  static final String DEVIATION = "deviation";

  static Standardise create(Variables vars, FeatureScale scale) {
    Shape width = Shape.of(scale.mean().size());
    return new Standardise(
        vars.statistic(MEAN, width, Initializer.values(Floats.toArray(scale.mean()))),
        vars.statistic(DEVIATION, width, Initializer.values(Floats.toArray(scale.deviation()))));
  }

  /** x: [B, T, d_m] to the same shape. */
  Operand<TFloat32> call(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> size =
        tf.reduceSum(tf.math.abs(x), tf.constant(2), ReduceSum.keepDims(true)); // [B, T, 1]
    Operand<TFloat32> present =
        tf.dtypes.cast(tf.math.greater(size, tf.constant(0f)), TFloat32.class);
    Operand<TFloat32> scale = tf.math.reciprocal(deviation); // [d_m]; a product for each element
    Operand<TFloat32> z = tf.math.mul(tf.math.sub(x, mean), scale);
    return tf.math.mul(z, present);
  }
}
