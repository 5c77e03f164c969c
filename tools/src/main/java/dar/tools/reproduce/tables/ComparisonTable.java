package dar.tools.reproduce.tables;

import dar.tools.report.document.Table;
import dar.tools.report.document.Table.Cell;
import dar.tools.report.document.Table.Unit;
import dar.tools.report.document.Table.Value;
import dar.tools.report.document.Table.Words;
import java.util.List;

/** Differences in a quantity, and whether they are more than noise. */
final class ComparisonTable {
  /** What stands in it, for a section's prose. */
  static final String PROSE =
      " Differences are those of what is averaged over missing rates, mask seeds and the training"
          + " seeds that both models have, the first minus the second. The interval is that of a"
          + " paired bootstrap over training seeds and test samples (10,000 resamples, percentiles); p is that of a"
          + " paired t test over training seeds. A model is called better or worse only where the"
          + " interval excludes 0.";

  private ComparisonTable() {}

  static Table of(String name, String title, Quantity quantity, List<Comparison> comparisons) {
    return new Table(
        name,
        title,
        List.of(
            "model",
            "against",
            "seeds",
            "difference in " + quantity.name(),
            "95 % from",
            "to",
            "p over seeds",
            "verdict"),
        comparisons.stream().map(comparison -> row(quantity.unit(), comparison)).toList());
  }

  private static List<Cell> row(Unit unit, Comparison comparison) {
    return List.of(
        new Words(comparison.one().label()),
        new Words(comparison.other().label()),
        new Words(Integer.toString(comparison.seeds())),
        new Value(comparison.difference().mean(), Double.NaN, unit),
        new Value(comparison.difference().low(), Double.NaN, unit),
        new Value(comparison.difference().high(), Double.NaN, unit),
        new Value(comparison.p(), Double.NaN, Unit.PLAIN),
        new Words(comparison.verdict().key()));
  }
}
