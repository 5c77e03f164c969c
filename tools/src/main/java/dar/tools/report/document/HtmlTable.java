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
    boolean number =
        column > 0 && table.rows().stream().anyMatch(row -> CellText.isNumber(row.get(column)));
    out.open(
        "th",
        number
            ? ImmutableMap.of("scope", "col", "class", "number")
            : ImmutableMap.of("scope", "col"));
    out.text(table.headings().get(column));
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
      out.open(element, attributes(i, row.get(i))).text(cell.text());
      if (!cell.deviation().isEmpty()) {
        out.raw(" <span class=\"deviation\">").text(cell.deviation()).raw("</span>");
      }
      out.close(element);
    }
    out.close("tr");
  }

  private static ImmutableMap<String, String> attributes(int column, Table.Cell cell) {
    if (column == 0) {
      return ImmutableMap.of("scope", "row");
    }
    return CellText.isNumber(cell) ? ImmutableMap.of("class", "number") : ImmutableMap.of();
  }
}
