package dar.tools.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Task;
import dar.training.evaluate.JsonNumbers;
import dar.training.metric.ClassificationMetrics;
import java.util.Locale;

/** What was predicted for one utterance. */
public final class UtterancePrediction {
  private final Task task;
  private final float[] output;

  /**
   * Of one utterance.
   *
   * @param output an intensity [1], or class probabilities [C]
   */
  public UtterancePrediction(Task task, float[] output) {
    this.task = task;
    this.output = output.clone();
  }

  /** The number alone; of classes, the likeliest and the probability of each. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (task instanceof Task.Classification) {
      text.append(likeliest());
      for (float probability : output) {
        text.append(String.format(Locale.ROOT, "\t%.4f", probability));
      }
    } else {
      text.append(String.format(Locale.ROOT, "%.4f", output[0]));
    }
    return text.append('\n').toString();
  }

  /** For programs. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    if (task instanceof Task.Classification) {
      root.put("prediction", likeliest());
      ArrayNode probabilities = root.putArray("probabilities");
      for (float probability : output) {
        probabilities.add(JsonNumbers.finite(probability));
      }
      return root;
    }
    return root.put("prediction", JsonNumbers.finite(output[0]));
  }

  private int likeliest() {
    return ClassificationMetrics.likeliest(output, 0, output.length);
  }
}
