package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code metrics.jsonl}: losses of both splits and metrics of validation over the epochs. */
final class TrainingSection {
  private static final Map<String, String> TITLES =
      Map.of(
          "Loss", "Total loss (Eq. 24)",
          "loss_prediction", "Loss of the prediction (Eq. 23)",
          "loss_boot", "Loss of the second head (Eq. 23)",
          "loss_sim", "Similarity, InfoNCE (Eq. 7)",
          "loss_diff", "Difference, CLUB (Eq. 9)",
          "loss_re", "Private decoders (Eq. 11)",
          "loss_recon", "Reconstruction (Eq. 17)",
          "loss_q", "Fit of q (Eq. 8)",
          "MAE", "Mean absolute error",
          "Corr", "Correlation");

  /** Of the metrics, one a kind is enough to see how training went. */
  private static final Set<String> METRICS = Set.of("MAE", "Corr", "Acc");

  private TrainingSection() {}

  static Optional<Report.Section> of(Path run) {
    List<JsonNode> lines = RunFile.lines(run.resolve("metrics.jsonl"));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Report.Section(
            "Training",
            "Each term of the loss over the epochs, train and validation split, and the metrics of"
                + " the validation split.",
            List.copyOf(charts(lines))));
  }

  /** In the order in which their values first appear. */
  private static List<LineChart> charts(List<JsonNode> lines) {
    Map<String, Map<String, List<LineChart.Point>>> charts = new LinkedHashMap<>();
    for (JsonNode line : lines) {
      for (Map.Entry<String, JsonNode> value : line.properties()) {
        Series.of(value.getKey(), line.path("split").asText())
            .ifPresent(
                series ->
                    charts
                        .computeIfAbsent(series.chart(), name -> new LinkedHashMap<>())
                        .computeIfAbsent(series.line(), name -> new ArrayList<>())
                        .add(
                            new Metric(series.chart())
                                .point(RunFile.number(line.path("epoch")), value.getValue())));
      }
    }
    List<LineChart> all = new ArrayList<>();
    charts.forEach((name, series) -> all.add(chart(new Metric(name), series)));
    return all;
  }

  private static LineChart chart(Metric value, Map<String, List<LineChart.Point>> series) {
    List<LineChart.Line> lines = new ArrayList<>();
    series.forEach((name, points) -> lines.add(new LineChart.Line(name, points)));
    return new LineChart(
        value.fileName("training"),
        TITLES.getOrDefault(value.key(), value.heading()),
        "epoch",
        value.axis(),
        lines);
  }

  /** Where a value is drawn. */
  private record Series(String chart, String line) {
    /** A loss that is measured at several missing rates, as in loss_prediction_language_0.3. */
    private static final Pattern AT_RATE = Pattern.compile("(loss_\\w+)_([0-9.]+)");

    static Optional<Series> of(String name, String split) {
      Matcher atRate = AT_RATE.matcher(name);
      if (atRate.matches()) {
        return Optional.of(
            new Series(atRate.group(1), "%s at %s".formatted(split, atRate.group(2))));
      }
      return name.equals("Loss") || name.startsWith("loss_") || METRICS.contains(name)
          ? Optional.of(new Series(name, split))
          : Optional.empty();
    }
  }
}
