package dar.tools.report.document;

import java.util.List;

/**
 * A table: each row as long as the headings.
 *
 * @param name of its files
 */
public record Table(String name, String title, List<String> headings, List<List<Cell>> rows)
    implements Report.Element {
  public Table {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != headings.size()) {
        throw new IllegalArgumentException(
            "%s: expected %d cells in each row, found %d"
                .formatted(name, headings.size(), row.size()));
      }
    }
  }

  /** What stands in a place. */
  public sealed interface Cell {}

  /** Words. */
  public record Words(String text) implements Cell {}

  /**
   * A number; NaN where it is not defined.
   *
   * @param deviation NaN where there is none
   * @param unit how people see it
   */
  public record Value(double mean, double deviation, Unit unit) implements Cell {}

  /** A share of samples is shown in percent with one decimal, a plain number with three. */
  public enum Unit {
    SHARE,
    PLAIN
  }
}
