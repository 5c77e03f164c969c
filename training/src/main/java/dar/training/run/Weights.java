package dar.training.run;

import dar.graph.FloatValues;
import dar.graph.input.BadInputException;
import dar.graph.input.ModelSpec;
import dar.graph.variable.Variable;
import dar.training.bundle.Bundle;
import dar.training.program.GraphProgram;
import dar.training.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * A checkpoint of the same model that was written elsewhere, as by Python after it went on training
 * an export. What training moves must all be there; the scales of the inputs, the optimisers'
 * variables and a frozen BERT are taken where they are there.
 *
 * @param prefix of its files
 */
record Weights(Path prefix) {
  private static final int MOST_NAMED = 3;

  /** Gives them to a program of a run; where they do not fit, it keeps its own. */
  void giveTo(GraphProgram program, ModelSpec spec) {
    List<Variable<?>> trained = Program.Part.TRAINED.of(spec, program.variables());
    Map<String, Tensor> values = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    try (Bundle bundle = Bundle.open(prefix)) {
      for (Variable<?> variable : program.variables()) {
        Optional<? extends Tensor> value = read(bundle, variable);
        value.ifPresent(tensor -> values.put(variable.name(), tensor));
        if (value.isEmpty() && variable.trainable() && trained.contains(variable)) {
          missing.add(variable.name());
        }
      }
      expectNone(missing);
      program.assignTensors(values);
    } finally {
      values.values().forEach(Tensor::close);
    }
  }

  private <T extends TType> Optional<T> read(Bundle bundle, Variable<T> variable) {
    return bundle.read(variable.name(), variable.type(), tensor -> checked(variable, tensor));
  }

  /** A copy that stays open. */
  private <T extends TType> T checked(Variable<T> variable, T tensor) {
    if (!tensor.shape().equals(variable.shape())) {
      throw new BadInputException(
          "%s: %s: expected shape %s, found %s"
              .formatted(prefix, variable.name(), variable.shape(), tensor.shape()));
    }
    if (tensor instanceof TFloat32 floats) {
      expectFinite(variable, floats);
    }
    return Tensor.of(variable.type(), tensor.shape(), tensor.asRawTensor().data());
  }

  private void expectFinite(Variable<?> variable, TFloat32 tensor) {
    for (float value : FloatValues.of(tensor)) {
      if (!Float.isFinite(value)) {
        throw new BadInputException(
            "%s: %s: expected finite numbers, found %s".formatted(prefix, variable.name(), value));
      }
    }
  }

  private void expectNone(List<String> missing) {
    if (!missing.isEmpty()) {
      int named = Math.min(MOST_NAMED, missing.size());
      int more = missing.size() - named;
      throw new BadInputException(
          "%s: expected %s%s, found none"
              .formatted(
                  prefix,
                  String.join(", ", missing.subList(0, named)),
                  more == 0 ? "" : " and %d more".formatted(more)));
    }
  }
}
