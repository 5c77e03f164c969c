package dar.graph.decouple;

import com.google.common.primitives.Floats;
import dar.graph.input.FeatureScale;
import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
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

  /**
   * x: [T, B, d_m] to x - mean where a step is there, x where it is missing. Squares below what a
   * float holds are 0, so a step that nowhere exceeds about 1e-19 is missing too.
   */
  Operand<TFloat32> centred(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> size = // [T, B]
        tf.linalg.euclideanNorm(x, tf.constant(2));
    Operand<TBool> present = tf.math.greater(size, tf.constant(0f));
    Operand<TFloat32> means = // [T·B, d_m], as a product, which takes less time than broadcasting
        tf.linalg.matMul(
            tf.reshape(tf.dtypes.cast(present, TFloat32.class), tf.constant(new int[] {-1, 1})),
            tf.expandDims(mean, tf.constant(0)));
    return tf.math.sub(x, tf.reshape(means, tf.shape(x)));
  }

  /**
   * What a kernel [k, d_m, d] does to z is what this one does to z · deviation: a product for each
   * weight, not for each element.
   */
  Operand<TFloat32> ofCentred(Ops tf, Operand<TFloat32> kernel) {
    return tf.math.div(kernel, tf.expandDims(deviation, tf.constant(1)));
  }
}
