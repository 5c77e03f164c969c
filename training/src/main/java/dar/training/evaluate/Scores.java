package dar.training.evaluate;

import dar.graph.input.Task;
import dar.training.data.DatasetDescription;
import dar.training.metric.ClassificationMetrics;
import dar.training.metric.RegressionMetrics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Losses and metrics under the names that files and tables carry. */
public final class Scores {
  /** MMSA's name of the total loss. */
  public static final String LOSS = "Loss";

  private Scores() {}

  /** The losses of a program, the total under MMSA's name. */
  public static Map<String, Double> losses(Map<String, Float> losses) {
    Map<String, Double> named = new LinkedHashMap<>();
    losses.forEach((name, value) -> named.put(name.equals("loss") ? LOSS : name, (double) value));
    return named;
  }

  /**
   * The metrics of the task.
   *
   * @param predictions intensities [N], or class probabilities [N, C] in C order
   */
  public static Map<String, Double> metrics(
      DatasetDescription description, float[] labels, float[] predictions) {
    if (description.task() instanceof Task.Classification task) {
      int[] truth = new int[labels.length];
      float[][] scores = new float[labels.length][task.classes()];
      for (int i = 0; i < labels.length; i++) {
        truth[i] = (int) labels[i];
        System.arraycopy(predictions, i * task.classes(), scores[i], 0, task.classes());
      }
      return ClassificationMetrics.of(truth, scores, task.classes()).named();
    }
    return RegressionMetrics.of(labels, predictions).named();
  }
}
