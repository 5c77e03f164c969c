package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.document.Heatmap;
import dar.tools.report.document.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code confusion} of {@code evaluation.json}: true classes against predicted ones. */
final class ConfusionSection {
  private ConfusionSection() {}

  static Optional<Report.Section> of(Path run) {
    return Evaluations.part(run, "confusion")
        .map(
            confusions ->
                new Report.Section(
                    "Confusion by class",
                    "How many test samples of each true class (rows) are predicted as each class"
                        + " (columns). Intensities are rounded to whole classes.",
                    List.copyOf(Evaluations.each(confusions, ConfusionSection::heatmap))));
  }

  private static Heatmap heatmap(JsonNode confusion) {
    String rate = confusion.path("rate").asText();
    List<String> classes = Evaluations.each(confusion.path("classes"), JsonNode::asText);
    return new Heatmap(
        "confusion-" + rate.replaceAll("[^0-9]+", "-"),
        "Samples by true and predicted class, missing rate " + rate,
        "predicted class",
        "true class",
        classes,
        classes,
        Evaluations.each(confusion.path("counts"), row -> Evaluations.each(row, RunFile::number)));
  }
}
