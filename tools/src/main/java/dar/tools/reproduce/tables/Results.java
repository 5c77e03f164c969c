package dar.tools.reproduce.tables;

import com.google.common.collect.ImmutableList;
import dar.training.metric.MeanAndDeviation;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One variant over training seeds.
 *
 * @param label in tables
 * @param cells those that finished, by seed
 * @param failed how many did not
 */
record Results(String label, List<CellResult> cells, int failed) {
  Results {
    cells = ImmutableList.copyOf(cells);
  }

  /** Mean and deviation over training seeds; NaN where there is none, as of a single seed. */
  MeanAndDeviation over(ToDoubleFunction<CellResult> value) {
    MeanAndDeviation both = MeanAndDeviation.of(cells.stream().mapToDouble(value).toArray());
    return cells.size() == 1 ? new MeanAndDeviation(both.mean(), Double.NaN) : both;
  }

  MeanAndDeviation average(String metric) {
    return over(cell -> cell.test().average(metric));
  }

  /** The mean over rates on the validation split; NaN if a run does not have it. */
  MeanAndDeviation validation(String metric) {
    return over(cell -> cell.valid().map(valid -> valid.average(metric)).orElse(Double.NaN));
  }

  /** How many seeds stand behind its numbers. */
  String seeds() {
    return failed == 0
        ? Integer.toString(cells.size())
        : "%d (%d failed)".formatted(cells.size(), failed);
  }
}
