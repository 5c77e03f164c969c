package dar.tools.report.document;

import java.util.ArrayList;
import java.util.List;

/** The names of the series with their symbols, in as many rows as they need. */
record Legend(List<Entry> entries, double height) {
  private static final double ROW = 20;
  private static final double SYMBOL = 16;
  private static final double GAP = 14;

  Legend {
    entries = List.copyOf(entries);
  }

  /** A name in its place. */
  private record Entry(String name, double x, double y) {}

  /** No legend for one series: the figure's title says what it is. */
  static Legend of(List<String> names) {
    if (names.size() < 2) {
      return new Legend(List.of(), 0);
    }
    List<Entry> entries = new ArrayList<>();
    double x = 0;
    double y = 0;
    for (String name : names) {
      String fitted = TextWidth.fit(name, Canvas.WIDTH - SYMBOL);
      double width = SYMBOL + TextWidth.of(fitted);
      if (x > 0 && x + width > Canvas.WIDTH) {
        x = 0;
        y += ROW;
      }
      entries.add(new Entry(fitted, x, y));
      x += width + GAP;
    }
    return new Legend(entries, y + ROW + 4);
  }

  void draw(Canvas canvas) {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      canvas.fill(Symbol.series(i).at(entry.x() + 5, entry.y() + 9, 4), Ink.series(i), 1);
      canvas.text(
          entry.name(), entry.x() + SYMBOL, entry.y() + 13.5, Canvas.Anchor.START, Ink.TEXT);
    }
  }
}
