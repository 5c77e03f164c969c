package dar.tools.report.document;

import com.google.common.collect.ImmutableMap;
import java.awt.geom.Rectangle2D;
import java.util.Collection;
import java.util.List;

/** A heat map: the more, the deeper the cell; the number stands in it. */
record HeatmapDrawing(Heatmap map, double left, double cellWidth, Axis.Range range)
    implements Drawing {
  private static final double TOP = 24;
  private static final double CELL_HEIGHT = 34;
  private static final double BELOW = 42;
  private static final double WIDEST_LABEL = 120;

  /** The deepest colour that dark text can still be read on, and on a dark page light text. */
  private static final double DEEPEST = 0.7;

  static HeatmapDrawing of(Heatmap map) {
    double labels =
        Math.min(WIDEST_LABEL, map.rows().stream().mapToDouble(TextWidth::of).max().orElse(0));
    double left = labels + 10;
    List<Double> values = map.values().stream().flatMap(Collection::stream).toList();
    Axis.Range range = Axis.Range.of(values.stream().mapToDouble(Double::doubleValue));
    return new HeatmapDrawing(
        map,
        left,
        (Canvas.WIDTH - left) / Math.max(1, map.columns().size()),
        range.low() > 0 ? new Axis.Range(0, range.high()) : range);
  }

  @Override
  public double height() {
    return bottom() + BELOW;
  }

  private double bottom() {
    return TOP + CELL_HEIGHT * map.rows().size();
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.text(TextWidth.fit(map.y(), Canvas.WIDTH), 0, 11, Canvas.Anchor.START, Ink.MUTED);
    for (int row = 0; row < map.rows().size(); row++) {
      canvas.text(
          TextWidth.fit(map.rows().get(row), WIDEST_LABEL),
          left - 10,
          baseline(row),
          Canvas.Anchor.END,
          Ink.MUTED);
      for (int column = 0; column < map.columns().size(); column++) {
        drawCell(canvas, row, column);
      }
    }
    for (int column = 0; column < map.columns().size(); column++) {
      canvas.text(
          TextWidth.fit(map.columns().get(column), cellWidth - 6),
          centre(column),
          bottom() + 17,
          Canvas.Anchor.MIDDLE,
          Ink.MUTED);
    }
    canvas.text(
        TextWidth.fit(map.x(), Canvas.WIDTH - left),
        (left + Canvas.WIDTH) / 2,
        bottom() + 36,
        Canvas.Anchor.MIDDLE,
        Ink.MUTED);
  }

  private void drawCell(Canvas canvas, int row, int column) {
    double value = map.values().get(row).get(column);
    boolean defined = Double.isFinite(value);
    double depth = defined ? (value - range.low()) / (range.high() - range.low()) : 0;
    canvas.mark(
        new Rectangle2D.Double(
            left + cellWidth * column + 1,
            TOP + CELL_HEIGHT * row + 1,
            cellWidth - 2,
            CELL_HEIGHT - 2),
        defined ? Ink.HEAT : Ink.GRID,
        defined ? 0.05 + (DEEPEST - 0.05) * depth : 1,
        mark(row, column, value));
    String text = defined ? Numbers.brief(value) : "–";
    if (TextWidth.of(text) <= cellWidth) {
      canvas.text(text, centre(column), baseline(row), Canvas.Anchor.MIDDLE, Ink.TEXT);
    }
  }

  private double centre(int column) {
    return left + cellWidth * (column + 0.5);
  }

  private double baseline(int row) {
    return TOP + CELL_HEIGHT * (row + 0.5) + 4.5;
  }

  private Mark mark(int row, int column, double value) {
    String rowName = map.rows().get(row);
    String columnName = map.columns().get(column);
    return new Mark(
        ImmutableMap.of(
            "row", rowName,
            "column", columnName,
            "value", Double.isFinite(value) ? Double.toString(value) : ""),
        "%s %s, %s %s: %s".formatted(map.y(), rowName, map.x(), columnName, Numbers.brief(value)));
  }
}
