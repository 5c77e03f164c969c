package dar.tools.report;

import dar.graph.input.Modality;
import dar.training.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a model makes of each combination of modalities, a row a combination. */
public final class CombinationTable {
  private CombinationTable() {}

  public static String of(List<Evaluation.Combination> combinations) {
    TextTable table = new TextTable();
    List<String> metrics = List.copyOf(combinations.get(0).metrics().keySet());
    List<String> headings = new ArrayList<>(List.of("complete, the others missing"));
    metrics.forEach(metric -> headings.add(MetricNames.heading(metric)));
    table.row(headings);
    for (Evaluation.Combination combination : combinations) {
      List<String> cells = new ArrayList<>();
      cells.add(
          combination.modalities().stream().map(Modality::key).collect(Collectors.joining(" + ")));
      combination
          .metrics()
          .forEach(
              (metric, x) -> cells.add(TextTable.number(MetricNames.unit(metric), x, Double.NaN)));
      table.row(cells);
    }
    return table.toString();
  }
}
