package dar.training.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.training.metric.MeanAndDeviation;
import java.util.Map;

/** Numbers in JSON, which has no NaN: what is not a number is null. */
public final class JsonNumbers {
  private JsonNumbers() {}

  /** The value if it is a number, or null. */
  public static Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  /** The same in float32, which has fewer digits. */
  public static Float finite(float value) {
    return Float.isFinite(value) ? (Float) value : null;
  }

  static void put(ObjectNode node, MeanAndDeviation value) {
    node.put("mean", finite(value.mean())).put("std", finite(value.deviation()));
  }

  /** By metric. */
  static void put(ObjectNode node, Map<String, MeanAndDeviation> row) {
    row.forEach((name, value) -> put(node.putObject(name), value));
  }
}
