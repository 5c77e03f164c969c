package dar.tools.report.document;

import java.util.List;

/**
 * Values on a grid, each shown by its colour and as a number.
 *
 * @param x what the columns are
 * @param y what the rows are
 * @param values a list a row, from the top; NaN where there is none
 */
public record Heatmap(
    String name,
    String title,
    String x,
    String y,
    List<String> columns,
    List<String> rows,
    List<List<Double>> values)
    implements Figure {
  public Heatmap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = values.stream().map(List::copyOf).toList();
    for (List<Double> row : values) {
      if (values.size() != rows.size() || row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%s: expected %d x %d values, found %d rows, one of %d"
                .formatted(name, rows.size(), columns.size(), values.size(), row.size()));
      }
    }
  }
}
