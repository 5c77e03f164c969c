package dar.tools.report;

import dar.tools.report.document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text with aligned columns, the first to the left and the others to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** A table of a report, without its title. */
  public static String of(Table table) {
    TextTable text = new TextTable().row(table.headings());
    table.rows().forEach(row -> text.row(row.stream().map(TextTable::cell).toList()));
    return text.toString();
  }

  private static String cell(Table.Cell cell) {
    return cell instanceof Table.Value value
        ? number(value.unit(), value.mean(), value.deviation())
        : ((Table.Words) cell).text();
  }

  /**
   * A number as people read it: shares in percent.
   *
   * @param deviation NaN where there is none
   */
  public static String number(Table.Unit unit, double mean, double deviation) {
    return switch (unit) {
      case SHARE -> number("%.1f", 100 * mean, 100 * deviation);
      case PLAIN -> number("%.3f", mean, deviation);
    };
  }

  private static String number(String format, double mean, double deviation) {
    if (Double.isNaN(mean)) {
      return "undefined";
    }
    String text = String.format(Locale.ROOT, format, mean);
    return Double.isNaN(deviation)
        ? text
        : text + " ±" + String.format(Locale.ROOT, format, deviation);
  }

  /** Each row ends with a line feed. */
  @Override
  public String toString() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths =
        IntStream.range(0, columns)
            .map(
                column ->
                    rows.stream()
                        .filter(row -> column < row.size())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? cell + padding : GAP + padding + cell);
    }
    return line.toString().stripTrailing() + "\n";
  }
}
