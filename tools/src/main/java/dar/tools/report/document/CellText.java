package dar.tools.report.document;

import java.util.List;

/**
 * A cell as people read it: shares in percent with one decimal, plain numbers with three.
 *
 * @param deviation empty where there is none
 */
record CellText(String text, String deviation) {
  private static final String NUMBER = "[-+−]?[0-9][0-9.,]*%?";

  /**
   * @param percent whether the column's heading says that its numbers are percent
   */
  static CellText of(Table.Cell cell, boolean percent) {
    if (cell instanceof Table.Words words) {
      return new CellText(words.text(), "");
    }
    Table.Value value = (Table.Value) cell;
    if (Double.isNaN(value.mean())) {
      return new CellText("undefined", "");
    }
    return switch (value.unit()) {
      case SHARE -> of(100 * value.mean(), 100 * value.deviation(), 1, percent ? "" : "%");
      case PLAIN -> of(value.mean(), value.deviation(), 3, "");
    };
  }

  private static CellText of(double mean, double deviation, int decimals, String unit) {
    return new CellText(
        Numbers.fixed(mean, decimals) + unit,
        Double.isNaN(deviation) ? "" : "± " + Numbers.fixed(deviation, decimals));
  }

  /** Both in one text. */
  String whole() {
    return deviation.isEmpty() ? text : text + " " + deviation;
  }

  /** Whether a column of a table holds shares only, so that its heading can say percent. */
  static boolean isPercent(Table table, int column) {
    List<Table.Cell> values =
        table.rows().stream()
            .map(row -> row.get(column))
            .filter(Table.Value.class::isInstance)
            .toList();
    return !values.isEmpty()
        && values.stream().allMatch(cell -> ((Table.Value) cell).unit() == Table.Unit.SHARE);
  }

  /** Whether a column after the first is read as numbers, and so stands at the right. */
  static boolean isNumeric(Table table, int column) {
    List<Table.Cell> cells = table.rows().stream().map(row -> row.get(column)).toList();
    return column > 0
        && !cells.isEmpty()
        && (cells.stream().anyMatch(Table.Value.class::isInstance)
            || cells.stream().allMatch(cell -> ((Table.Words) cell).text().matches(NUMBER)));
  }
}
