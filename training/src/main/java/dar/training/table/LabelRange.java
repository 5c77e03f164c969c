package dar.training.table;

import dar.graph.input.BadInputException;
import dar.graph.input.Task;
import java.util.List;

/**
 * What the labels of a table say about its task.
 *
 * @param min the smallest label there can be
 * @param max the largest
 */
record LabelRange(Task task, double min, double max) {
  private static final int MOST_CLASSES = 1000;

  static LabelRange of(TableText table, List<Row> rows, TableOptions options) {
    if (options.classes()) {
      return classes(table, rows);
    }
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (Row row : rows) {
      min = Math.min(min, row.label());
      max = Math.max(max, row.label());
    }
    if (options.range().isPresent()) {
      min = options.range().get().min();
      max = options.range().get().max();
      for (Row row : rows) {
        if (row.label() < min || row.label() > max) {
          throw table.error(
              row.line(),
              Columns.LABEL,
              "in [%s, %s]".formatted(min, max),
              Float.toString(row.label()));
        }
      }
    }
    if (!(min < max)) {
      throw new BadInputException(
          "%s: labels: expected at least two that differ, or a range, found only %s"
              .formatted(table.file(), min));
    }
    return new LabelRange(new Task.Regression(), min, max);
  }

  private static LabelRange classes(TableText table, List<Row> rows) {
    int last = 1;
    for (Row row : rows) {
      float label = row.label();
      if (!(label >= 0 && label < MOST_CLASSES) || label != Math.rint(label)) {
        throw table.error(
            row.line(),
            Columns.LABEL,
            "a class in [0, %d)".formatted(MOST_CLASSES),
            Float.toString(label));
      }
      last = Math.max(last, (int) label);
    }
    return new LabelRange(new Task.Classification(last + 1), 0, last);
  }
}
