package dar.tools.reproduce.tables;

import com.google.common.base.Splitter;
import dar.tools.report.TextTable;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A section for a terminal: its prose, its tables and the numbers of its curves. */
public final class SectionText {
  private static final int PERCENT = 100;
  private static final int WIDTH = 100;

  private SectionText() {}

  public static String of(Report.Section section) {
    return section.heading()
        + "\n\n"
        + wrapped(section.prose())
        + section.elements().stream().map(SectionText::element).collect(Collectors.joining());
  }

  private static String wrapped(String prose) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : Splitter.on(' ').split(prose)) {
      boolean fits = column + 1 + word.length() <= WIDTH;
      text.append(column == 0 ? "" : fits ? " " : "\n").append(word);
      column = (column > 0 && fits ? column + 1 : 0) + word.length();
    }
    return text + "\n";
  }

  private static String element(Report.Element element) {
    String text;
    if (element instanceof Table table) {
      text = table(table);
    } else if (element instanceof LineChart chart) {
      text = chart(chart);
    } else {
      return "";
    }
    return "\n%s\n\n%s".formatted(element.title(), text);
  }

  private static String table(Table table) {
    TextTable text = new TextTable().row(table.headings());
    table.rows().forEach(row -> text.row(row.stream().map(SectionText::cell).toList()));
    return text.toString();
  }

  private static String cell(Table.Cell cell) {
    if (cell instanceof Table.Value value) {
      boolean share = value.unit() == Table.Unit.SHARE;
      return share
          ? number("%.1f", PERCENT * value.mean(), PERCENT * value.deviation())
          : number("%.3f", value.mean(), value.deviation());
    }
    return ((Table.Words) cell).text();
  }

  private static String chart(LineChart chart) {
    List<LineChart.Line> lines = chart.lines();
    TextTable text = new TextTable();
    text.row(
        Stream.concat(Stream.of(chart.x()), lines.stream().map(LineChart.Line::name)).toList());
    for (int i = 0; !lines.isEmpty() && i < lines.get(0).points().size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(Double.toString(lines.get(0).points().get(i).x()));
      for (LineChart.Line line : lines) {
        LineChart.Point point = line.points().get(i);
        row.add(number("%.3f", point.y(), (point.high() - point.low()) / 2));
      }
      text.row(row);
    }
    return text.toString();
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
}
