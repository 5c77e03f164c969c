package dar.tools.reproduce.tables;

import com.google.common.base.Splitter;
import dar.tools.report.TextTable;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A section for a terminal: its prose, its tables and the numbers of its curves. */
public final class SectionText {
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
      text = TextTable.of(table);
    } else if (element instanceof LineChart chart) {
      text = chart(chart);
    } else {
      return "";
    }
    return "\n%s\n\n%s".formatted(element.title(), text);
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
        row.add(TextTable.number(Table.Unit.PLAIN, point.y(), (point.high() - point.low()) / 2));
      }
      text.row(row);
    }
    return text.toString();
  }
}
