package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.document.Report;
import dar.tools.report.document.Scatter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code embedding} of {@code evaluation.json}: common and specific features in the plane. */
final class EmbeddingSection {
  private EmbeddingSection() {}

  static Optional<Report.Section> of(Path run) {
    return Evaluations.part(run, "embedding")
        .map(
            groups ->
                new Report.Section(
                    "Common and specific features",
                    "Means over time of the common and the specific features, complete input,"
                        + " test split, on their first two principal components. Common features"
                        + " of the modalities should lie together, specific ones apart.",
                    List.of(
                        new Scatter(
                            "embedding",
                            "Features by modality and kind",
                            Evaluations.each(groups, EmbeddingSection::group)))));
  }

  private static Scatter.Group group(JsonNode group) {
    List<Scatter.Point> points = new ArrayList<>();
    for (int i = 0; i < group.path("x").size(); i++) {
      points.add(
          new Scatter.Point(
              RunFile.number(group.path("x").path(i)), RunFile.number(group.path("y").path(i))));
    }
    return new Scatter.Group(
        group.path("modality").asText() + " " + group.path("kind").asText(), points);
  }
}
