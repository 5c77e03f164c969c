package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code reconstruction} of {@code evaluation.json}: how well what is missing is rebuilt. */
final class ReconstructionSection {
  private ReconstructionSection() {}

  static Optional<Report.Section> of(Path run) {
    return Evaluations.part(run, "reconstruction")
        .map(
            byRate ->
                new Report.Section(
                    "Reconstruction",
                    "What is rebuilt from the incomplete input, against the same features of the"
                        + " complete input, test split: squared error over their variance. 0 is"
                        + " perfect, 1 no better than the mean.",
                    List.of(
                        chart(byRate, "aligned", "Aligned features, rebuilt (Eq. 14)"),
                        chart(byRate, "common", "Common features, rebuilt (Eq. 12)"),
                        chart(byRate, "specific", "Specific features, rebuilt (Eq. 13)"))));
  }

  private static LineChart chart(JsonNode byRate, String features, String title) {
    return new LineChart(
        "reconstruction-" + features,
        title,
        RateTable.RATE,
        "relative squared error",
        Evaluations.lines(
            byRate,
            (rate, modality) -> LineChart.Point.of(rate, RunFile.number(modality.path(features)))));
  }
}
