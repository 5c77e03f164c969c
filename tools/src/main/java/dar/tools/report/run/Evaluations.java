package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.graph.input.Modality;
import dar.tools.report.document.LineChart;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** {@code evaluation.json}, in parts. */
final class Evaluations {
  private Evaluations() {}

  /** A part of the file, if it and the file are there and the part is not empty. */
  static Optional<JsonNode> part(Path run, String name) {
    return RunFile.json(run.resolve("evaluation.json"))
        .map(root -> root.path(name))
        .filter(part -> !part.isEmpty());
  }

  /**
   * A line for each modality that has values.
   *
   * @param byRate a list of objects with {@code rate} and something for each modality
   * @param point what of a modality is drawn at a rate
   */
  static List<LineChart.Line> lines(JsonNode byRate, PointOf point) {
    return Arrays.stream(Modality.values())
        .filter(modality -> byRate.path(0).has(modality.key()))
        .map(
            modality ->
                new LineChart.Line(
                    modality.key(),
                    each(
                        byRate,
                        row ->
                            point.of(RunFile.number(row.path("rate")), row.path(modality.key())))))
        .toList();
  }

  /** What of a modality is drawn at a rate. */
  interface PointOf {
    LineChart.Point of(double rate, JsonNode modality);
  }

  /** A value for each item of a list. */
  static <T> List<T> each(JsonNode items, Function<JsonNode, T> make) {
    return StreamSupport.stream(items.spliterator(), false).map(make).toList();
  }
}
