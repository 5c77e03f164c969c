package dar.training.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dar.graph.input.BadInputException;
import dar.graph.input.Task;
import dar.training.metric.ClassificationMetrics;
import dar.training.metric.RegressionMetrics;
import java.util.List;
import java.util.Set;

/**
 * By which numbers of the validation split a run keeps its best epoch: always by the total loss,
 * and by each metric that is named. The test split is not among the choices.
 *
 * @param names {@value #LOSS} and metrics as {@code metrics.jsonl} names them, in its order; or
 *     {@value #ALL}
 */
public record Selection(@JsonValue List<String> names) {
  private static final String LOSS = "Loss";

  /** Stands for the loss and every metric of the task. */
  private static final String ALL = "all";

  private static final Set<String> METRICS =
      ImmutableSet.copyOf(
          Sets.union(metricsOf(new Task.Regression()), metricsOf(new Task.Classification(3))));

  /** By nothing but the total loss. */
  public static final Selection BY_LOSS = new Selection(List.of());

  /** Reads names in any order. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Selection {
    for (String name : names) {
      if (!name.equals(LOSS) && !name.equals(ALL) && !METRICS.contains(name)) {
        throw new BadInputException(
            "training.select: expected of %s, %s, %s, found %s"
                .formatted(ALL, LOSS, String.join(", ", METRICS), name));
      }
    }
    List<String> given = names;
    names =
        names.contains(ALL)
            ? ImmutableList.of(ALL)
            : ImmutableList.<String>builder()
                .add(LOSS)
                .addAll(METRICS.stream().filter(given::contains).iterator())
                .build();
  }

  /**
   * The metrics beside the loss, in order.
   *
   * @throws BadInputException where this task does not have one that is named
   */
  public List<String> metrics(Task task) {
    Set<String> known = metricsOf(task);
    if (names.contains(ALL)) {
      return ImmutableList.copyOf(known);
    }
    List<String> metrics = names.subList(1, names.size());
    if (!known.containsAll(metrics)) {
      throw new BadInputException(
          "training.select: expected metrics of the data's task, %s, found %s"
              .formatted(String.join(", ", known), String.join(", ", metrics)));
    }
    return metrics;
  }

  /** Those of no samples have the same names as any. */
  private static ImmutableSet<String> metricsOf(Task task) {
    if (task instanceof Task.Classification classification) {
      return ClassificationMetrics.of(new int[0], new float[0][], classification.classes())
          .named()
          .keySet();
    }
    return RegressionMetrics.of(new float[0], new float[0]).named().keySet();
  }

  /** Whether one value of a metric beats another; one that is not a number beats none. */
  public static boolean isBetter(String metric, double value, double best) {
    return metric.equals("MAE") ? value < best : value > best;
  }
}
