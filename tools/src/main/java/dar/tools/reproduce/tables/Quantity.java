package dar.tools.reproduce.tables;

import dar.tools.report.MetricNames;
import dar.tools.report.document.Table.Unit;
import java.util.Optional;
import java.util.function.Function;

/**
 * What models are compared in: something that is a mean over test samples, so that samples can be
 * drawn anew.
 *
 * @param bySample [N], the mean over rates; empty for a run that has not measured it
 */
record Quantity(
    String name,
    Unit unit,
    boolean smallerIsBetter,
    Function<CellResult, Optional<double[]>> bySample) {

  /** How far rebuilt inputs are from complete ones. */
  static final Quantity RECONSTRUCTION =
      new Quantity("reconstruction error", Unit.PLAIN, true, CellResult::errors);

  static Quantity of(MainMetric metric) {
    return new Quantity(
        metric.key(), MetricNames.unit(metric.key()), metric.smallerIsBetter(), CellResult::scores);
  }
}
