package dar.tools.reproduce.tables;

import dar.tools.report.document.Report;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Missing rates that are not one fixed k, which the paper's Section 5 leaves for later. */
final class Beyond {
  private Beyond() {}

  static Report.Section of(Study study) {
    VariantTable table =
        new VariantTable(
            "beyond", "Averages over missing rates", study.metrics(Target.BEYOND), false);
    Results configured = study.configuredRate();
    Optional<Results> chosen = study.bestFixedRate();
    Results fixed = chosen.orElse(configured);
    table.add(configured, Optional.empty());
    if (!fixed.cells().equals(configured.cells())) {
      table.add(fixed, Optional.empty());
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (Variant variant : List.of(Variant.PER_MODALITY, Variant.UNIFORM, Variant.ADAPTIVE)) {
      Results other = study.of(variant);
      table.add(other, Optional.empty());
      Comparison.of(other, fixed, study.metric()).ifPresent(comparisons::add);
    }
    List<Report.Element> elements = new ArrayList<>(List.of(table.table()));
    if (!comparisons.isEmpty()) {
      elements.add(
          ComparisonTable.of(
              "beyond-differences",
              "Against the fixed rate, " + fixed.label(),
              study.metric(),
              comparisons));
    }
    return new Report.Section(
        "Beyond the paper: other missing rates while training",
        "Mean ± deviation over training seeds, on the test split. Per-modality: language 0.2, visual"
            + " and acoustic 0.4. Uniform: a rate for every sample, modality and epoch. Adaptive: the"
            + " same from a distribution that follows each modality's validation loss. They are"
            + " compared with "
            + chosen
                .map(best -> best.label() + ", the best of Table 3 on the validation split.")
                .orElse(fixed.label() + ", as configured.")
            + (comparisons.isEmpty() ? "" : ComparisonTable.PROSE),
        elements);
  }
}
