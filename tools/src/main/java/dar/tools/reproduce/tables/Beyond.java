package dar.tools.reproduce.tables;

import com.google.common.collect.ImmutableList;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    List<Results> others =
        Stream.of(Variant.PER_MODALITY, Variant.UNIFORM, Variant.ADAPTIVE).map(study::of).toList();
    List<Results> all = new ArrayList<>(List.of(configured));
    if (!fixed.cells().equals(configured.cells())) {
      all.add(fixed);
    }
    all.addAll(others);
    all.forEach(results -> table.add(results, Optional.empty()));
    Quantity quantity = Quantity.of(study.metric());
    List<Comparison> comparisons =
        others.stream().flatMap(other -> Comparison.of(other, fixed, quantity).stream()).toList();
    List<Report.Element> elements = new ArrayList<>(List.of(table.table()));
    combinations(all, quantity).ifPresent(elements::add);
    if (!comparisons.isEmpty()) {
      elements.add(
          ComparisonTable.of(
              "beyond-differences",
              "Against the fixed rate, " + fixed.label(),
              quantity,
              comparisons));
    }
    return new Report.Section(
        "Beyond the paper: other missing rates while training",
        "Mean ± deviation over training seeds, on the test split. Per-modality: language 0.2, visual"
            + " and acoustic 0.4. Uniform: a rate for every sample, modality and epoch. Adaptive: a"
            + " rate of each modality that follows its validation loss. They are"
            + " compared with "
            + chosen
                .map(best -> best.label() + ", the best of Table 3 on the validation split.")
                .orElse(fixed.label() + ", as configured.")
            + (comparisons.isEmpty() ? "" : ComparisonTable.PROSE),
        elements);
  }

  /** What is left where whole modalities are missing, if the runs have measured it. */
  private static Optional<Table> combinations(List<Results> models, Quantity quantity) {
    List<String> present =
        models.stream()
            .flatMap(model -> model.cells().stream())
            .findFirst()
            .map(cell -> List.copyOf(cell.combinations().keySet()))
            .orElse(List.of());
    if (present.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Table(
            "beyond-combinations",
            quantity.name() + " where only these modalities are present, and complete",
            ImmutableList.<String>builder().add("model").addAll(present).build(),
            models.stream().map(model -> row(model, present, quantity.unit())).toList()));
  }

  private static List<Table.Cell> row(Results model, List<String> present, Table.Unit unit) {
    Stream<Table.Cell> values =
        present.stream()
            .map(
                modalities ->
                    MetricCells.value(
                        model.over(
                            cell -> cell.combinations().getOrDefault(modalities, Double.NaN)),
                        unit));
    return Stream.concat(Stream.of(new Table.Words(model.label())), values).toList();
  }
}
