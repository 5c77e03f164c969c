package dar.tools.reproduce.tables;

import dar.tools.report.MetricNames;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import dar.tools.reproduce.Target;
import dar.training.metric.MeanAndDeviation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Metrics over missing rates, a line for each rate that models were trained with. */
final class Figure4 {
  /** The paper's two, then those that it leaves out. */
  private static final List<String> METRICS =
      List.of("Non0_acc_2", "Mult_acc_5", "MAE", "Corr", "Acc", "F1_score");

  private static final int PERCENT = 100;

  private Figure4() {}

  static Report.Section of(Study study) {
    List<String> metrics = study.metrics(Target.FIGURE4);
    List<Results> models =
        Stream.concat(
                Target.TABLE3.variants().stream().map(study::of), Stream.of(study.configuredRate()))
            .filter(results -> !results.cells().isEmpty())
            .distinct() // the configured rate may be one of Table 3
            .toList();
    return new Report.Section(
        "Figure 4: rates while training and while testing",
        "Lines are models trained with missing rate k; bands are one deviation over training seeds"
            + " to either side. The caption of the paper's Figure 4 speaks of the same, Section 4.3"
            + " of other models over missing rates; as it is a picture, the paper's text has no"
            + " numbers of it.",
        METRICS.stream()
            .filter(metrics::contains)
            .<Report.Element>map(metric -> chart(metric, models))
            .toList());
  }

  private static LineChart chart(String metric, List<Results> models) {
    boolean share = MetricNames.isShare(metric);
    return new LineChart(
        "figure4-" + metric.toLowerCase(Locale.ROOT).replace('_', '-'),
        MetricNames.heading(metric) + " over missing rates",
        "missing rate",
        MetricNames.heading(metric) + (share ? " (%)" : ""),
        models.stream().map(model -> line(metric, model, share ? PERCENT : 1)).toList());
  }

  private static LineChart.Line line(String metric, Results model, int scale) {
    return new LineChart.Line(
        model.label(),
        model.cells().get(0).test().byRate().keySet().stream()
            .map(rate -> point(rate, model.over(cell -> cell.test().at(rate, metric)), scale))
            .toList());
  }

  private static LineChart.Point point(double rate, MeanAndDeviation value, int scale) {
    double y = value.mean() * scale;
    double band = Double.isNaN(value.deviation()) ? 0 : value.deviation() * scale;
    return new LineChart.Point(rate, y, y - band, y + band);
  }
}
