package dar.training.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.training.metric.MeanAndDeviation;
import java.util.Map;

/** Numbers in JSON, which has no NaN: what is not a number is null. */
final class Numbers {
  private Numbers() {}

  static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  static void put(ObjectNode node, MeanAndDeviation value) {
    put(node, "mean", value.mean());
    put(node, "std", value.deviation());
  }

  /** By metric. */
  static void put(ObjectNode node, Map<String, MeanAndDeviation> row) {
    row.forEach((name, value) -> put(node.putObject(name), value));
  }
}
