package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.graph.input.Modality;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code gates} and {@code gate_histograms} of {@code evaluation.json}: how much the model trusts
 * what it rebuilt.
 */
final class GatesSection {
  private static final List<String> KINDS = List.of("common", "specific");

  private GatesSection() {}

  static Optional<Report.Section> of(Path run) {
    return Evaluations.part(run, "gates")
        .map(gates -> section(gates, Evaluations.part(run, "gate_histograms")));
  }

  private static Report.Section section(JsonNode gates, Optional<JsonNode> histograms) {
    List<Report.Element> elements = new ArrayList<>();
    KINDS.forEach(kind -> elements.add(overRates(gates, kind)));
    histograms.ifPresent(all -> KINDS.forEach(kind -> elements.add(histogram(all, kind))));
    return new Report.Section(
        "Gates",
        "A gate blends what is rebuilt (1) with what came in (0), Eqs. 15-16. Test split; the band is one"
            + " standard deviation over samples, steps and features to each side.",
        elements);
  }

  private static LineChart overRates(JsonNode gates, String kind) {
    return new LineChart(
        "gates-" + kind,
        "Gates of %s features as more goes missing".formatted(kind),
        RateTable.RATE,
        "gate",
        Evaluations.lines(
            gates,
            (rate, modality) -> {
              double mean = RunFile.number(modality.path(kind).path("mean"));
              double deviation = RunFile.number(modality.path(kind).path("std"));
              return new LineChart.Point(rate, mean, mean - deviation, mean + deviation);
            }));
  }

  private static LineChart histogram(JsonNode histograms, String kind) {
    return new LineChart(
        "gate-histogram-" + kind,
        "Gates of %s features at missing rate 0.5".formatted(kind),
        "gate",
        "share of all values, %",
        Arrays.stream(Modality.values())
            .filter(modality -> histograms.has(modality.key()))
            .map(
                modality ->
                    new LineChart.Line(
                        modality.key(), shares(histograms.get(modality.key()).path(kind))))
            .toList());
  }

  /** A point in the middle of each bin of [0, 1]. */
  private static List<LineChart.Point> shares(JsonNode counts) {
    List<Double> values = Evaluations.each(counts, RunFile::number);
    double total = values.stream().mapToDouble(Double::doubleValue).sum();
    List<LineChart.Point> points = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      points.add(LineChart.Point.of((i + 0.5) / values.size(), 100 * values.get(i) / total));
    }
    return points;
  }
}
