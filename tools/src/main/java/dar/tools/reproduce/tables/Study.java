package dar.tools.reproduce.tables;

import dar.tools.paper.PaperTable;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that tables are made of.
 *
 * @param dataset its name
 * @param metric the main one
 * @param benchmark whose numbers of the paper stand beside ours, if any
 * @param configured how the missing rate of the full model is called
 * @param results of variants whose trainings have all ended
 */
record Study(
    String dataset,
    MainMetric metric,
    Optional<PaperTable.Benchmark> benchmark,
    String configured,
    Map<Variant, Results> results) {
  Study {
    results = Map.copyOf(results);
  }

  /** Whether all trainings of a target have ended. */
  boolean has(Target target) {
    return results.keySet().containsAll(target.variants());
  }

  Results of(Variant variant) {
    return results.get(variant);
  }

  /** The full model under the name of its missing rate. */
  Results configuredRate() {
    Results full = of(Variant.FULL);
    return new Results(configured, full.cells(), full.failed());
  }

  /** The metrics of some variants, in the order of the files; none if none of them finished. */
  List<String> metrics(Target target) {
    return target.variants().stream()
        .flatMap(variant -> of(variant).cells().stream())
        .findFirst()
        .map(cell -> cell.test().metrics())
        .orElse(List.of());
  }

  /**
   * The fixed rate of Table 3 that is best on the validation split, if all of them were measured
   * there. The test split chooses nothing.
   */
  Optional<Results> bestFixedRate() {
    if (!has(Target.TABLE3)) {
      return Optional.empty();
    }
    Results best = null;
    for (Variant variant : Target.TABLE3.variants()) {
      Results candidate = of(variant);
      double found = candidate.validation(metric.key()).mean();
      if (Double.isNaN(found)) {
        return Optional.empty();
      }
      if (best == null || metric.better(found, best.validation(metric.key()).mean())) {
        best = candidate;
      }
    }
    return Optional.of(best);
  }
}
