package dar.tools.report.document;

/** A figure laid out on a sheet as wide as {@link Canvas#WIDTH}. */
interface Drawing {
  double height();

  void draw(Canvas canvas);

  static Drawing of(Figure figure) {
    if (figure instanceof LineChart chart) {
      return LineDrawing.of(chart);
    }
    if (figure instanceof Scatter scatter) {
      return ScatterDrawing.of(scatter);
    }
    return HeatmapDrawing.of((Heatmap) figure);
  }
}
