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
    List<Comparison> comparisons = new ArrayList<>();
    Results full = study.of(Variant.FULL);
    for (Variant variant : Target.TABLE2.variants()) {
      Results ours = study.of(variant);
      boolean isFull = variant.equals(Variant.FULL);
      table.add(ours, PaperRows.find(paper, isFull ? PaperTable.DAR : variant.label()));
      if (!isFull) {
        Comparison.of(ours, full, study.metric()).ifPresent(comparisons::add);
      }
    }
    List<Report.Element> elements = new ArrayList<>(List.of(table.table()));
    if (!comparisons.isEmpty()) {
      elements.add(
          ComparisonTable.of(
              "table2-differences", "Against the full model", study.metric(), comparisons));
    }
    return new Report.Section(
        "Table 2: ablation",
        "Mean ± deviation over training seeds, on the test split. The reconstruction error is that of"
            + " the rebuilt inputs, the mean over missing rates and modalities; 1 is no better than"
            + " the mean of the data."
            + (comparisons.isEmpty() ? "" : ComparisonTable.PROSE)
            + PaperRows.prose(study, paper),
        elements);
  }
}
