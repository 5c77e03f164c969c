package dar.training.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.WholeFile;
import dar.training.metric.MeanAndDeviation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code per_metric.json}: each metric under the model that was best in it on the validation split,
 * beside {@code robustness.json}, where one model gives them all.
 *
 * @param metrics by name
 */
public record PerMetric(Map<String, Entry> metrics) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * One metric of the model that is best in it.
   *
   * @param epoch of that model
   * @param byRate mean and deviation over the seeds of the masks
   * @param average mean and deviation over seeds of the mean over rates
   */
  public record Entry(int epoch, Map<Double, MeanAndDeviation> byRate, MeanAndDeviation average) {

    private static Entry of(String metric, int epoch, RobustnessReport report) {
      Map<Double, MeanAndDeviation> byRate = new LinkedHashMap<>();
      report.byRate().forEach((rate, row) -> byRate.put(rate, row.get(metric)));
      return new Entry(epoch, byRate, report.average().get(metric));
    }
  }

  /**
   * Takes each metric from the evaluation of its model; each epoch is evaluated once.
   *
   * @param epochs the best one, by metric
   * @param evaluation of the model that is best in a metric
   */
  public static PerMetric of(
      Map<String, Integer> epochs, Function<String, RobustnessReport> evaluation) {
    Map<Integer, RobustnessReport> reports = new HashMap<>();
    Map<String, Entry> metrics = new LinkedHashMap<>();
    epochs.forEach(
        (metric, epoch) ->
            metrics.put(
                metric,
                Entry.of(
                    metric, epoch, reports.computeIfAbsent(epoch, e -> evaluation.apply(metric)))));
    return new PerMetric(metrics);
  }

  /** A value that is not a number is null. */
  public ObjectNode json() {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode all = root.putObject("metrics");
    metrics.forEach(
        (metric, entry) -> {
          ObjectNode node = all.putObject(metric).put("epoch", entry.epoch());
          ObjectNode byRate = node.putObject("by_rate");
          entry
              .byRate()
              .forEach(
                  (rate, value) -> JsonNumbers.put(byRate.putObject(Double.toString(rate)), value));
          JsonNumbers.put(node.putObject("average"), entry.average());
        });
    return root;
  }

  /** Writes the JSON, whole or not at all. */
  public void write(Path file) {
    WholeFile.write(file, json().toPrettyString() + "\n");
  }
}
