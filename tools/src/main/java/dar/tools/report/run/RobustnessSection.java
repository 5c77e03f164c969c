package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.tools.report.document.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code robustness.json}: each metric on the test split as more goes missing. */
final class RobustnessSection {
  private RobustnessSection() {}

  static Optional<Report.Section> of(Path run) {
    return RunFile.json(run.resolve("robustness.json")).map(RobustnessSection::section);
  }

  private static Report.Section section(JsonNode robustness) {
    RateTable table = new RateTable(robustness, "robustness");
    List<Report.Element> elements = new ArrayList<>();
    elements.add(table.table("Metrics by missing rate, test split"));
    elements.addAll(table.charts(robustness.path("split").asText("test")));
    return new Report.Section(
        "Robustness",
        "Every step of every modality is erased independently with the given probability (paper,"
            + " Section 4.2). Mean and standard deviation over the mask seeds "
            + words(robustness.path("seeds"))
            + ", of the one model with the smallest total loss on the validation split; in the"
            + " figures the band is one standard deviation to each side. AUILC is the area under"
            + " a metric's curve over the rates, by the trapezoid rule.",
        elements);
  }

  private static String words(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
