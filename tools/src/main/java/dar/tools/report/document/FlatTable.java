package dar.tools.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table for programs: a deviation has a column of its own, HEADING_std, beside its HEADING.
 *
 * @param rows a text or a finite number in each place, or nothing where a number is not defined
 */
record FlatTable(List<String> columns, List<List<Optional<Object>>> rows) {

  static FlatTable of(Table table) {
    List<Integer> deviating =
        IntStream.range(0, table.headings().size())
            .filter(column -> deviates(table, column))
            .boxed()
            .toList();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.headings().size(); i++) {
      columns.add(table.headings().get(i));
      if (deviating.contains(i)) {
        columns.add(table.headings().get(i) + "_std");
      }
    }
    return new FlatTable(columns, table.rows().stream().map(row -> flat(row, deviating)).toList());
  }

  private static boolean deviates(Table table, int column) {
    return table.rows().stream()
        .map(row -> row.get(column))
        .anyMatch(cell -> cell instanceof Table.Value value && !Double.isNaN(value.deviation()));
  }

  private static List<Optional<Object>> flat(List<Table.Cell> row, List<Integer> deviating) {
    List<Optional<Object>> flat = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) instanceof Table.Words words) {
        flat.add(Optional.of(words.text()));
        if (deviating.contains(i)) {
          flat.add(Optional.empty());
        }
      } else {
        Table.Value value = (Table.Value) row.get(i);
        flat.add(finite(value.mean()));
        if (deviating.contains(i)) {
          flat.add(finite(value.deviation()));
        }
      }
    }
    return flat;
  }

  private static Optional<Object> finite(double value) {
    return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
  }
}
