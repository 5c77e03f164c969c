package dar.tools.reproduce.tables;

import static dar.tools.reproduce.tables.MetricCells.BLANK;

import com.google.common.collect.ImmutableList;
import dar.tools.paper.PaperTable;
import dar.tools.report.document.Table;
import dar.tools.report.document.Table.Cell;
import dar.tools.report.document.Table.Unit;
import dar.tools.report.document.Table.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Variants, each a row of averages over missing rates; below it, where the paper has the same
 * variant, its numbers and the difference.
 */
final class VariantTable {
  private static final String RECONSTRUCTION = "reconstruction error";

  private final String name;
  private final String title;
  private final List<String> metrics;
  private final boolean besidePaper;
  private final List<String> more;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * Begins a table.
   *
   * @param besidePaper whether any row will have the paper's numbers
   * @param more headings of further columns
   */
  VariantTable(
      String name, String title, List<String> metrics, boolean besidePaper, String... more) {
    this.name = name;
    this.title = title;
    this.metrics = metrics;
    this.besidePaper = besidePaper;
    this.more = List.of(more);
  }

  /**
   * Adds a variant.
   *
   * @param further cells for the further columns
   */
  void add(Results ours, Optional<PaperTable.Row> paper, Cell... further) {
    Cell error = MetricCells.value(ours.over(CellResult::reconstruction), Unit.PLAIN);
    rows.add(
        MetricCells.row(
            words(ours.label(), "ours", ours.seeds()),
            metrics,
            ours::average,
            ImmutableList.<Cell>builder().add(error).add(further).build().toArray(Cell[]::new)));
    PaperRows columns = new PaperRows(metrics);
    Cell[] blanks = new Cell[1 + further.length];
    Arrays.fill(blanks, BLANK);
    paper.ifPresent(
        row -> {
          rows.add(columns.paper(words(ours.label(), "paper", "3"), row, blanks));
          rows.add(columns.difference(words(ours.label(), "ours - paper", ""), ours, row, blanks));
        });
  }

  private List<String> words(String label, String whose, String seeds) {
    return besidePaper ? List.of(label, whose, seeds) : List.of(label, seeds);
  }

  Table table() {
    List<String> before =
        besidePaper ? List.of("model", "numbers", "seeds") : List.of("model", "seeds");
    List<String> after = new ArrayList<>(List.of(RECONSTRUCTION));
    after.addAll(more);
    return new Table(
        name, title, MetricCells.headings(before, metrics, after.toArray(String[]::new)), rows);
  }

  /** A word in a further column. */
  static Cell word(String text) {
    return new Words(text);
  }
}
