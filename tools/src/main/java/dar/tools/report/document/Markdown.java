package dar.tools.report.document;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns also line up for who reads it as text. */
final class Markdown {
  private Markdown() {}

  static String of(Table table) {
    List<List<String>> columns = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    for (int i = 0; i < table.headings().size(); i++) {
      columns.add(column(table, i));
      right.add(CellText.isNumeric(table, i));
    }
    StringBuilder out = new StringBuilder();
    out.append("**").append(escaped(table.title())).append("**\n\n");
    out.append(line(columns, right, 0));
    out.append('|');
    for (int i = 0; i < columns.size(); i++) {
      out.append(right.get(i) ? " " : " :").append("-".repeat(width(columns.get(i)) - 1));
      out.append(right.get(i) ? ": |" : " |");
    }
    out.append('\n');
    for (int row = 1; row <= table.rows().size(); row++) {
      out.append(line(columns, right, row));
    }
    return out.toString();
  }

  /** The heading and below it the cells. */
  private static List<String> column(Table table, int number) {
    boolean percent = CellText.isPercent(table, number);
    List<String> column = new ArrayList<>();
    column.add(escaped(table.headings().get(number)) + (percent ? " %" : ""));
    for (List<Table.Cell> row : table.rows()) {
      column.add(escaped(CellText.of(row.get(number), percent).whole()));
    }
    return column;
  }

  private static String line(List<List<String>> columns, List<Boolean> right, int row) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < columns.size(); i++) {
      String text = columns.get(i).get(row);
      String padding = " ".repeat(width(columns.get(i)) - length(text));
      line.append(' ').append(right.get(i) ? padding + text : text + padding).append(" |");
    }
    return line.append('\n').toString();
  }

  private static int width(List<String> column) {
    return Math.max(3, column.stream().mapToInt(Markdown::length).max().orElse(0));
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** On one line, and without what would begin a cell, an element, a link, code or emphasis. */
  private static String escaped(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("[\\\\|<\\[`*]", "\\\\$0");
  }
}
