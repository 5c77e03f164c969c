package dar.tools.report.run;

import com.fasterxml.jackson.databind.JsonNode;
import dar.graph.input.BadInputException;
import dar.tools.report.document.Report;
import dar.tools.report.document.ReportFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The report of one run: everything that its directory says, for people. */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes {@code report.html} and the files beside it into a run directory.
   *
   * @return as {@link ReportFiles#write}
   */
  public static Optional<String> write(Path run) {
    return ReportFiles.write(of(run), run);
  }

  /**
   * What is there of a run, results first.
   *
   * @throws BadInputException if {@code run} is no run directory, or a file in it is no JSON
   */
  public static Report of(Path run) {
    JsonNode manifest =
        RunFile.json(run.resolve("manifest.json"))
            .orElseThrow(
                () ->
                    new BadInputException(
                        run + ": expected a run directory with manifest.json, found none in it"));
    return new Report(
        "DAR on " + manifest.path("data").path("name").asText("unnamed data"),
        "Decoupled-adaptive reconstruction, training seed %s"
            .formatted(manifest.path("seed").asText()),
        Stream.of(
                RobustnessSection.of(run),
                SelectionSection.of(run),
                CombinationsSection.of(run),
                ConfusionSection.of(run),
                ReconstructionSection.of(run),
                GatesSection.of(run),
                EmbeddingSection.of(run),
                TrainingSection.of(run),
                ValidationSection.of(run),
                OriginSection.of(run),
                SettingsSection.of(run))
            .flatMap(Optional::stream)
            .toList());
  }
}
