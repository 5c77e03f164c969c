package dar.training.run;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dar.training.config.Selection;
import dar.training.evaluate.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a run has come; with the variables it is all that resuming needs.
 *
 * @param epoch the last finished epoch, 0 before the first
 * @param bestEpoch the epoch of the smallest validation loss so far, 0 before the first
 * @param metrics where each selected metric was best so far; one that never was a number is absent
 */
public record Progress(int epoch, int bestEpoch, double bestLoss, Map<String, Best> metrics) {
  static final Progress NONE = new Progress(0, 0, Double.POSITIVE_INFINITY, Map.of());

  /** The best value of a metric on the validation split, and the first epoch that reached it. */
  public record Best(int epoch, double value) {}

  public Progress {
    // Checkpoints of runs that knew no choice of metrics do not have them.
    metrics = metrics == null ? Map.of() : ImmutableMap.copyOf(metrics);
  }

  /**
   * One epoch later.
   *
   * @param valid losses and metrics of the validation split
   * @param selected the metrics by which epochs are kept, beside the loss
   */
  Progress next(Map<String, Double> valid, List<String> selected) {
    int next = epoch + 1;
    Map<String, Best> best = new LinkedHashMap<>(metrics);
    for (String metric : selected) {
      double value = valid.get(metric);
      Best before = best.get(metric);
      if (!Double.isNaN(value)
          && (before == null || Selection.isBetter(metric, value, before.value()))) {
        best.put(metric, new Best(next, value));
      }
    }
    double loss = valid.get(Scores.LOSS);
    return loss < bestLoss
        ? new Progress(next, next, loss, best)
        : new Progress(next, bestEpoch, bestLoss, best);
  }

  boolean isBest() {
    return epoch == bestEpoch;
  }

  /** The best epoch of each selected metric. */
  public Map<String, Integer> bestEpochs() {
    return Maps.transformValues(metrics, Best::epoch);
  }

  /** The metrics in which the last epoch is the best so far. */
  List<String> bestMetrics() {
    return metrics.keySet().stream().filter(m -> metrics.get(m).epoch() == epoch).toList();
  }
}
