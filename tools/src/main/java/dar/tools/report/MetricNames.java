package dar.tools.report;

import dar.tools.report.document.Table.Unit;
import java.util.Map;
import java.util.Set;

/** MMSA's metrics as people name them. */
public final class MetricNames {
  private static final Map<String, String> HEADINGS =
      Map.of(
          "Has0_acc_2", "Acc-2 Has0",
          "Has0_F1_score", "F1 Has0",
          "Non0_acc_2", "Acc-2 Non0",
          "Non0_F1_score", "F1 Non0",
          "Mult_acc_5", "Acc-5",
          "Mult_acc_7", "Acc-7",
          "F1_score", "F1");

  private static final Set<String> PLAIN = Set.of("MAE", "Corr");

  private MetricNames() {}

  /** The heading of a metric's column; its own name if it has none. */
  public static String heading(String metric) {
    return HEADINGS.getOrDefault(metric, metric);
  }

  /** Whether it is a share of the samples, and so given in percent; a loss is none. */
  public static boolean isShare(String metric) {
    return !PLAIN.contains(metric) && !metric.equals("Loss") && !metric.startsWith("loss_");
  }

  /** The unit of its values in a table. */
  public static Unit unit(String metric) {
    return isShare(metric) ? Unit.SHARE : Unit.PLAIN;
  }
}
