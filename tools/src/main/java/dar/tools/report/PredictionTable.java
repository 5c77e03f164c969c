package dar.tools.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Task;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.JsonNumbers;
import dar.training.metric.ClassificationMetrics;
import java.util.List;
import java.util.Locale;

/** What was predicted for each sample of a split, beside its label. */
public final class PredictionTable {
  private final Dataset data;
  private final Split split;
  private final float[] predictions;
  private final int outputs;

  /**
   * Of one split.
   *
   * @param predictions intensities [N], or class probabilities [N, C] in C order
   */
  public PredictionTable(Dataset data, Split split, float[] predictions) {
    this.data = data;
    this.split = split;
    this.predictions = predictions.clone();
    this.outputs = data.description().task().outputs();
  }

  /** Tab-separated, with a heading. */
  public String text() {
    StringBuilder lines = new StringBuilder("id\tlabel\tprediction");
    for (int i = 0; isClasses() && i < outputs; i++) {
      lines.append("\tprobability_").append(i);
    }
    List<String> ids = data.ids(split);
    float[] labels = data.labels(split);
    for (int row = 0; row < labels.length; row++) {
      lines.append('\n').append(ids.get(row).replaceAll("\\p{Cntrl}", " "));
      lines.append('\t').append(number(labels[row])).append('\t').append(number(prediction(row)));
      for (int i = 0; isClasses() && i < outputs; i++) {
        lines.append('\t').append(number(predictions[row * outputs + i]));
      }
    }
    return lines.append('\n').toString();
  }

  /** A list of one object a sample. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("dataset", data.description().name()).put("split", split.key());
    ArrayNode rows = root.putArray("predictions");
    List<String> ids = data.ids(split);
    float[] labels = data.labels(split);
    for (int row = 0; row < labels.length; row++) {
      ObjectNode node = rows.addObject().put("id", ids.get(row)).put("label", labels[row]);
      node.put("prediction", JsonNumbers.finite(prediction(row)));
      if (isClasses()) {
        ArrayNode probabilities = node.putArray("probabilities");
        for (int i = 0; i < outputs; i++) {
          probabilities.add(JsonNumbers.finite(predictions[row * outputs + i]));
        }
      }
    }
    return root;
  }

  private boolean isClasses() {
    return data.description().task() instanceof Task.Classification;
  }

  /** The intensity, or the number of the likeliest class. */
  private float prediction(int row) {
    return isClasses()
        ? ClassificationMetrics.likeliest(predictions, row, outputs)
        : predictions[row];
  }

  private static String number(float value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
