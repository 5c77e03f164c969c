package dar.training.table;

import java.util.Map;

/**
 * A sample as it is written.
 *
 * @param line where it begins, counted from 1
 * @param values text by column; a column that is not a key is empty
 */
record Cells(int line, Map<String, String> values) {
  String get(String column) {
    return values.getOrDefault(column, "");
  }
}
