package dar.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Compares gradients with central differences in float64, element by element. */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-7;

  private GradientCheck() {}

  /**
   * For all elements of all inputs. Each element of f gets a weight of its own, so none can hide.
   */
  public static void check(Calculation<TFloat64> f, Values... inputs) {
    Calculation<TFloat64> weighted = (tf, x) -> weigh(tf, f.call(tf, x));
    try (CompiledCalculation<TFloat64> compiled =
        new CompiledCalculation<>(TFloat64.class, weighted, inputs)) {
      List<double[]> values = compiled.run(inputs);
      for (int i = 0; i < inputs.length; i++) {
        for (int j = 0; j < inputs[i].size(); j++) {
          double slope =
              (moved(compiled, inputs, i, j, STEP) - moved(compiled, inputs, i, j, -STEP))
                  / (2 * STEP);
          assertThat(values.get(i + 1)[j])
              .as("input %d, element %d", i, j)
              .isCloseTo(slope, within(TOLERANCE * Math.max(1, Math.abs(slope))));
        }
      }
    }
  }

  private static Operand<TFloat64> weigh(Ops tf, Operand<TFloat64> y) {
    Operand<TFloat64> flat = tf.reshape(y, tf.constant(new int[] {-1}));
    Operand<TInt32> index =
        tf.range(tf.constant(0), Dimensions.atRunTime(tf, flat, 0), tf.constant(1));
    Operand<TFloat64> phase = tf.math.add(tf.dtypes.cast(index, TFloat64.class), tf.constant(1.0));
    return tf.reduceSum(tf.math.mul(flat, tf.math.sin(phase)), tf.constant(0));
  }

  private static double moved(
      CompiledCalculation<TFloat64> f, Values[] inputs, int input, int element, double step) {
    Values[] changed = inputs.clone();
    changed[input] = inputs[input].with(element, inputs[input].get(element) + step);
    return f.run(changed).get(0)[0];
  }
}
