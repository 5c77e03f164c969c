package dar.training.program;

import com.google.common.primitives.Floats;
import com.google.common.primitives.Longs;
import dar.graph.FloatValues;
import dar.graph.Inputs;
import dar.graph.input.ModelSpec;
import dar.graph.variable.Variable;
import dar.training.step.StepOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/** A model with its variables and its optimisers, ready to run. */
public interface Program extends Predictor, AutoCloseable {

  /** One alternating update; the losses before it by name. */
  Map<String, Float> step(HostBatch batch);

  /** The losses by name and the prediction of each sample, without dropout; nothing changes. */
  Evaluation evaluate(HostBatch batch);

  /** Every feature of the model by its public name; the inputs are those of {@link #predict}. */
  Map<String, Feature> represent(Map<String, Tensor> incomplete);

  /**
   * The vectors of sentences as BERT reads them, [B, T, h] in C order; 0 in the padding.
   *
   * @param tokens ids and mask
   */
  float[] read(Map<String, Tensor> tokens);

  /**
   * Gives some variables other values.
   *
   * @param values in C order, by the variable's name
   */
  void assign(Map<String, float[]> values);

  /** Those of the model and of its optimisers. */
  List<Variable<?>> variables();

  /** Writes variables to the checkpoint {@code prefix}.index and its data files. */
  void save(Path prefix, Part part);

  /** Takes variables from a checkpoint that holds them. */
  void restore(Path prefix, Part part);

  /** Takes all variables from a checkpoint. */
  void restore(Path prefix);

  @Override
  void close();

  /** Makes a program, as the constructors of its kinds do. */
  @FunctionalInterface
  interface Maker {
    /**
     * Gives the variables their first values.
     *
     * @param seed of the initial values
     */
    Program make(ModelSpec spec, StepOptions options, long seed);
  }

  /** What checkpoints hold apart, because one never changes. */
  enum Part {
    /** The BERT that training does not move; often nothing. */
    FROZEN,
    /** All else. */
    TRAINED;

    /** Those of them that belong here. */
    public List<Variable<?>> of(ModelSpec spec, List<Variable<?>> variables) {
      return variables.stream().filter(v -> (this == FROZEN) == isFrozen(spec, v)).toList();
    }

    private static boolean isFrozen(ModelSpec spec, Variable<?> variable) {
      return !spec.isLanguageFineTuned() && variable.name().startsWith(Inputs.BERT + "/");
    }
  }

  /** What {@link #evaluate} gives; the predictions are as those of {@link #predict}. */
  record Evaluation(Map<String, Float> losses, List<Float> predictions) {}

  /** A tensor by its shape and its values in C order. */
  record Feature(List<Long> shape, List<Float> values) {
    static Feature of(TFloat32 tensor) {
      return new Feature(
          Longs.asList(tensor.shape().asArray()), Floats.asList(FloatValues.of(tensor)));
    }

    /** The values of scalars. */
    static Map<String, Float> scalars(Map<String, Feature> features) {
      Map<String, Float> scalars = new LinkedHashMap<>();
      features.forEach((name, feature) -> scalars.put(name, feature.values().get(0)));
      return scalars;
    }
  }
}
