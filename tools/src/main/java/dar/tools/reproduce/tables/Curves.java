package dar.tools.reproduce.tables;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Metrics over missing rates, each the mean over mask seeds.
 *
 * @param byRate rate, then metric
 * @param average over rates, by metric
 * @param areas below the line over rates, by metric
 */
record Curves(
    SortedMap<Double, Map<String, Double>> byRate,
    Map<String, Double> average,
    Map<String, Double> areas) {

  /** Of a {@code robustness.json}. */
  static Curves of(JsonNode robustness) {
    SortedMap<Double, Map<String, Double>> byRate = new TreeMap<>();
    robustness
        .path("by_rate")
        .properties()
        .forEach(rate -> byRate.put(Double.valueOf(rate.getKey()), means(rate.getValue())));
    return new Curves(byRate, means(robustness.path("average")), means(robustness.path("auilc")));
  }

  /** Of a {@code per_metric.json}: each metric under the model that is best in it. */
  static Curves ofPerMetric(JsonNode perMetric) {
    SortedMap<Double, Map<String, Double>> byRate = new TreeMap<>();
    Map<String, Double> average = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> metric : perMetric.path("metrics").properties()) {
      String name = metric.getKey();
      for (Map.Entry<String, JsonNode> rate : metric.getValue().path("by_rate").properties()) {
        byRate
            .computeIfAbsent(Double.valueOf(rate.getKey()), key -> new LinkedHashMap<>())
            .put(name, mean(rate.getValue()));
      }
      average.put(name, mean(metric.getValue().path("average")));
    }
    return new Curves(byRate, average, Map.of());
  }

  private static Map<String, Double> means(JsonNode row) {
    Map<String, Double> means = new LinkedHashMap<>();
    row.properties().forEach(metric -> means.put(metric.getKey(), mean(metric.getValue())));
    return means;
  }

  /** NaN where the file has null. */
  private static double mean(JsonNode both) {
    return both.path("mean").asDouble(Double.NaN);
  }

  List<String> metrics() {
    return List.copyOf(average.keySet());
  }

  double at(double rate, String metric) {
    return byRate.getOrDefault(rate, Map.of()).getOrDefault(metric, Double.NaN);
  }

  double average(String metric) {
    return average.getOrDefault(metric, Double.NaN);
  }

  /** AUILC; NaN where the file does not have it. */
  double area(String metric) {
    return areas.getOrDefault(metric, Double.NaN);
  }
}
