package dar.tools.report.document;

import java.util.Collection;
import java.util.stream.Collectors;

/** A figure in a sentence, for who cannot see it. */
final class Description {
  private Description() {}

  static String of(Figure figure) {
    if (figure instanceof LineChart chart) {
      return lines(chart);
    }
    if (figure instanceof Scatter scatter) {
      return points(scatter);
    }
    return cells((Heatmap) figure);
  }

  private static String lines(LineChart chart) {
    return "Lines of %s over %s. %s."
        .formatted(
            chart.y(),
            chart.x(),
            chart.lines().stream().map(Description::ends).collect(Collectors.joining("; ")));
  }

  private static String ends(LineChart.Line line) {
    if (line.points().isEmpty()) {
      return line.name() + ": no points";
    }
    LineChart.Point first = line.points().get(0);
    LineChart.Point last = line.points().get(line.points().size() - 1);
    return "%s: %s at %s, %s at %s"
        .formatted(
            line.name(),
            Numbers.brief(first.y()),
            Numbers.brief(first.x()),
            Numbers.brief(last.y()),
            Numbers.brief(last.x()));
  }

  private static String points(Scatter scatter) {
    return scatter.groups().stream()
        .map(group -> "%d of %s".formatted(group.points().size(), group.name()))
        .collect(Collectors.joining(", ", "Points in the plane: ", "."));
  }

  private static String cells(Heatmap map) {
    Axis.Range range =
        Axis.Range.of(
            map.values().stream().flatMap(Collection::stream).mapToDouble(Double::doubleValue));
    return "A grid: rows %s (%s), columns %s (%s), values from %s to %s."
        .formatted(
            map.y(),
            String.join(", ", map.rows()),
            map.x(),
            String.join(", ", map.columns()),
            Numbers.brief(range.low()),
            Numbers.brief(range.high()));
  }
}
