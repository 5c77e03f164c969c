package dar.tools.reproduce.tables;

import static dar.tools.reproduce.tables.MetricCells.BLANK;

import dar.tools.paper.PaperTable;
import dar.tools.report.MetricNames;
import dar.tools.report.document.Report;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Missing rates while training, beside the paper's Table 3. */
final class Table3 {
  private Table3() {}

  static Report.Section of(Study study) {
    List<String> metrics = study.metrics(Target.TABLE3);
    List<PaperTable.Row> paper = PaperRows.of(PaperTable.table3(), study, metrics);
    String main = study.metric().key();
    VariantTable table =
        new VariantTable(
            "table3",
            "Averages over missing rates, of models trained with missing rate k",
            metrics,
            !paper.isEmpty(),
            "validation " + main,
            "chosen");
    Optional<Results> best = study.bestFixedRate();
    for (Variant variant : Target.TABLE3.variants()) {
      Results ours = study.of(variant);
      table.add(
          ours,
          PaperRows.find(paper, variant.label()),
          MetricCells.value(ours.validation(main), MetricNames.unit(main)),
          best.filter(ours::equals).isPresent() ? VariantTable.word("best") : BLANK);
    }
    Results without = study.of(Target.TABLE3.variants().get(0));
    Optional<Comparison> comparison =
        best.filter(chosen -> !chosen.equals(without))
            .flatMap(chosen -> Comparison.of(chosen, without, Quantity.of(study.metric())));
    List<Report.Element> elements = new ArrayList<>(List.of(table.table()));
    comparison.ifPresent(
        found ->
            elements.add(
                ComparisonTable.of(
                    "table3-differences",
                    "The chosen k against training on complete data",
                    Quantity.of(study.metric()),
                    List.of(found))));
    return new Report.Section(
        "Table 3: the missing rate while training",
        "Mean ± deviation over training seeds, on the test split. The best k is chosen by %s on the"
                .formatted(main)
            + " validation split, averaged over missing rates; the test split chooses nothing."
            + (best.isEmpty() ? " Without such a measurement of every run none is chosen." : "")
            + (comparison.isEmpty() ? "" : ComparisonTable.PROSE)
            + PaperRows.prose(study, paper),
        elements);
  }
}
