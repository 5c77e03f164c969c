package dar.tools.reproduce.tables;

import dar.tools.paper.PaperTable;
import dar.tools.report.document.Report;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import java.util.ArrayList;
import java.util.List;

/** Terms of the loss left out, beside the paper's Table 2. */
final class Table2 {
  private Table2() {}

  static Report.Section of(Study study) {
    List<String> metrics = study.metrics(Target.TABLE2);
    List<PaperTable.Row> paper = PaperRows.of(PaperTable.table2(), study, metrics);
    VariantTable table =
        new VariantTable("table2", "Averages over missing rates", metrics, !paper.isEmpty());
    List<Results> without = new ArrayList<>();
    Results full = study.of(Variant.FULL);
    for (Variant variant : Target.TABLE2.variants()) {
      Results ours = study.of(variant);
      boolean isFull = variant.equals(Variant.FULL);
      table.add(ours, PaperRows.find(paper, isFull ? PaperTable.DAR : variant.label()));
      if (!isFull) {
        without.add(ours);
      }
    }
    List<Report.Element> elements = new ArrayList<>(List.of(table.table()));
    compare(elements, "table2-differences", without, full, Quantity.of(study.metric()));
    compare(elements, "table2-reconstruction", without, full, Quantity.RECONSTRUCTION);
    return new Report.Section(
        "Table 2: ablation",
        "Mean ± deviation over training seeds, on the test split. The reconstruction error is that of"
            + " the rebuilt inputs, the mean over missing rates and modalities; 1 is no better than"
            + " the mean of the data."
            + (elements.size() == 1 ? "" : ComparisonTable.PROSE)
            + PaperRows.prose(study, paper),
        elements);
  }

  private static void compare(
      List<Report.Element> elements,
      String name,
      List<Results> without,
      Results full,
      Quantity quantity) {
    List<Comparison> comparisons =
        without.stream().flatMap(ours -> Comparison.of(ours, full, quantity).stream()).toList();
    if (!comparisons.isEmpty()) {
      elements.add(
          ComparisonTable.of(
              name, "Against the full model, in " + quantity.name(), quantity, comparisons));
    }
  }
}
