package dar.ops;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/** A function of operands, and its numbers as a graph gives them. */
public interface Calculation<T extends TFloating> {
  Operand<T> call(Ops tf, List<Operand<T>> x);

  static double[] inDouble(Calculation<TFloat64> f, Values... inputs) {
    return once(TFloat64.class, f, inputs).get(0);
  }

  static double[] inFloat(Calculation<TFloat32> f, Values... inputs) {
    return once(TFloat32.class, f, inputs).get(0);
  }

  /** The gradients of Σ f for each input. */
  static List<double[]> gradientsInDouble(Calculation<TFloat64> f, Values... inputs) {
    return once(TFloat64.class, f, inputs).subList(1, inputs.length + 1);
  }

  /** The gradients of Σ f for each input. */
  static List<double[]> gradientsInFloat(Calculation<TFloat32> f, Values... inputs) {
    return once(TFloat32.class, f, inputs).subList(1, inputs.length + 1);
  }

  private static <T extends TFloating> List<double[]> once(
      Class<T> type, Calculation<T> f, Values... inputs) {
    try (CompiledCalculation<T> compiled = new CompiledCalculation<>(type, f, inputs)) {
      return compiled.run(inputs);
    }
  }
}
