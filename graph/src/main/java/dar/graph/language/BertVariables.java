package dar.graph.language;

import dar.graph.input.BertShape;
import dar.graph.layer.Linear;
import dar.graph.layer.Norm;
import dar.graph.variable.Initializer;
import dar.graph.variable.Variables;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Makes the variables of {@link BertShape#variables} as BERT begins (Devlin et al., 2018): Gaussian
 * kernels and embeddings, biases and shifts 0, scales 1.
 *
 * @param trainable whether an optimiser moves them
 */
record BertVariables(Variables vars, Map<String, Shape> shapes, double epsilon, boolean trainable) {
  private static final float DEVIATION = 0.02f;

  Operand<TFloat32> get(String name) {
    Shape shape = shapes.get(name);
    return trainable
        ? vars.get(name, shape, initializer(name))
        : vars.statistic(name, shape, initializer(name));
  }

  Linear linear(String name) {
    return new Linear(get(name + "/kernel"), get(name + "/bias"), vars.precision());
  }

  Norm norm(String name) {
    return new Norm(get(name + "/gamma"), get(name + "/beta"), epsilon);
  }

  private static Initializer initializer(String name) {
    if (name.endsWith("/gamma")) {
      return Initializer.filled(1);
    }
    if (name.endsWith("/beta") || name.endsWith("/bias")) {
      return Initializer.filled(0);
    }
    return Initializer.normal(DEVIATION);
  }
}
