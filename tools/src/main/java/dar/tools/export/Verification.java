package dar.tools.export;

import dar.graph.FloatValues;
import dar.graph.input.Task;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.ModelDescription;
import dar.savedmodel.serving.Examples;
import dar.savedmodel.serving.Method;
import dar.training.data.Dataset;
import dar.training.program.HostBatch;
import dar.training.program.Predictor;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/**
 * An export against the model it was made of.
 *
 * @param samples how many were predicted
 * @param differences the largest between what a signature answers and what the model predicts, by
 *     signature
 */
public record Verification(int samples, SortedMap<String, Double> differences) {
  /** What rounding may do. */
  public static final double TOLERANCE = 1e-5;

  private static final int BATCH = 64;
  private static final double[] RATES = {0, 0.5};

  /** Predicts the same samples, whole and half of them erased, with both. */
  public static Verification of(Predictor original, Path export, Dataset data) {
    SortedMap<String, Double> differences = new TreeMap<>();
    try (LoadedModel loaded = LoadedModel.load(export)) {
      for (double rate : RATES) {
        try (HostBatch batch = Trials.of(data, BATCH, rate)) {
          float[] expected = original.predict(batch.inputs());
          answers(loaded, batch.inputs())
              .forEach(
                  (signature, found) ->
                      differences.merge(
                          signature,
                          largest(found, expected(signature, expected, loaded.description())),
                          Math::max));
        }
      }
    }
    return new Verification(RATES.length * BATCH, differences);
  }

  private static Map<String, float[]> answers(LoadedModel model, Map<String, Tensor> inputs) {
    Map<String, float[]> answers = new TreeMap<>();
    answers.put("serving_default", model.predict(inputs));
    answers.put(Method.PREDICT.key(), answer(model, Method.PREDICT, "prediction", inputs));
    try (TString examples = Examples.tensor(Examples.of(inputs))) {
      Map<String, Tensor> serialized = Map.of(Method.INPUTS, examples);
      answers.put(Method.CLASSIFY.key(), answer(model, Method.CLASSIFY, Method.SCORES, serialized));
      if (model.description().task() instanceof Task.Regression) {
        answers.put(
            Method.REGRESS.key(), answer(model, Method.REGRESS, Method.OUTPUTS, serialized));
      }
    }
    return answers;
  }

  private static float[] answer(
      LoadedModel model, Method method, String output, Map<String, Tensor> inputs) {
    try (Result result = model.call(method.key(), inputs)) {
      return FloatValues.of((TFloat32) result.get(output).orElseThrow());
    }
  }

  /** The scores of an intensity are told from it; all else is the prediction itself. */
  private static float[] expected(
      String signature, float[] predictions, ModelDescription description) {
    return signature.equals(Method.CLASSIFY.key()) ? description.scores(predictions) : predictions;
  }

  private static double largest(float[] found, float[] expected) {
    if (found.length != expected.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(found[i] - expected[i])); // NaN stays
    }
    return largest;
  }

  /** Of all signatures; NaN where any differs by that. */
  public double largest() {
    return differences.values().stream().reduce(0.0, Math::max);
  }

  public boolean holds() {
    return largest() <= TOLERANCE;
  }
}
