package dar.training.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** Means of named values, weighted by samples. */
final class Mean {
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private int samples;

  void add(Map<String, Double> values, int weight) {
    values.forEach((name, value) -> sums.merge(name, value * weight, Double::sum));
    samples += weight;
  }

  /** In the order in which the names came first. */
  Map<String, Double> values() {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((name, sum) -> means.put(name, sum / samples));
    return means;
  }
}
