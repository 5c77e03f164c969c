package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import java.util.List;

/** A table of a page. A wide one scrolls in its own box, and its first column stays. */
final class HtmlTable {
  private HtmlTable() {}

  static void write(Markup out, Table table) {
    out.open(
        "div",
        ImmutableMap.of(
            "class",
            "scroll",
            "role",
            "region",
            "tabindex",
            "0",
            "aria-labelledby",
            table.name() + "-caption"));
    out.open("table", ImmutableMap.of("id", table.name()));
    out.open("caption");
    out.element("span", ImmutableMap.of("id", table.name() + "-caption"), table.title());
    out.close("caption");
    out.open("thead").open("tr");
    for (int i = 0; i < table.headings().size(); i++) {
      heading(out, table, i);
    }
    out.close("tr").close("thead").open("tbody").raw("\n");
    for (List<Table.Cell> row : table.rows()) {
      row(out, table, row);
    }
    out.close("tbody").close("table").close("div");
  }

  private static void heading(Markup out, Table table, int column) {
    out.open("th", attributes("col", table, column)).text(table.headings().get(column));
    if (CellText.isPercent(table, column)) {
      out.raw(" <span class=\"unit\">%</span>");
    }
    out.close("th");
  }

  private static void row(Markup out, Table table, List<Table.Cell> row) {
    out.open("tr");
    for (int i = 0; i < row.size(); i++) {
      CellText cell = CellText.of(row.get(i), CellText.isPercent(table, i));
      String element = i == 0 ? "th" : "td";
      out.open(element, attributes(i == 0 ? "row" : "", table, i)).text(cell.text());
      if (!cell.deviation().isEmpty()) {
        out.raw(" <span class=\"deviation\">").text(cell.deviation()).raw("</span>");
      }
      out.close(element);
    }
    out.close("tr");
  }

  /**
   * @param scope empty for a cell that is no heading
   */
  private static ImmutableMap<String, String> attributes(String scope, Table table, int column) {
    ImmutableMap.Builder<String, String> attributes = ImmutableMap.builder();
    if (!scope.isEmpty()) {
      attributes.put("scope", scope);
    }
    if (CellText.isNumeric(table, column)) {
      attributes.put("class", "number");
    }
    return attributes.buildOrThrow();
  }
}
