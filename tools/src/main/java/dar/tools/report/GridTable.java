package dar.tools.report;

import dar.graph.input.Modality;
import dar.training.evaluate.MissingGrid;
import dar.training.metric.MeanAndDeviation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A model where each modality is missing at a rate of its own, a row a combination of rates. */
public final class GridTable {

  /** Those of intensities that say most; of classes all are shown. */
  private static final List<String> SHOWN = List.of("MAE", "Corr", "Has0_acc_2", "Non0_acc_2");

  private GridTable() {}

  public static String of(MissingGrid grid) {
    List<String> all = List.copyOf(grid.rows().get(0).metrics().keySet());
    List<String> metrics =
        all.contains("MAE") ? SHOWN.stream().filter(all::contains).toList() : all;
    TextTable table = new TextTable();
    table.row(
        Stream.concat(
                Stream.of(Modality.values()).map(Modality::key),
                metrics.stream().map(MetricNames::heading))
            .toList());
    for (MissingGrid.Row row : grid.rows()) {
      List<String> cells = new ArrayList<>();
      row.rates().values().forEach(rate -> cells.add(Double.toString(rate)));
      for (String metric : metrics) {
        MeanAndDeviation value = row.metrics().get(metric);
        cells.add(TextTable.number(MetricNames.unit(metric), value.mean(), value.deviation()));
      }
      table.row(cells);
    }
    return table.toString();
  }
}
