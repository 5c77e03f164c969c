package dar.tools.report.run;

import dar.tools.report.document.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code valid} of {@code evaluation.json}: the same metrics on the validation split. */
final class ValidationSection {
  private ValidationSection() {}

  static Optional<Report.Section> of(Path run) {
    return Evaluations.part(run, "valid")
        .map(
            valid ->
                new Report.Section(
                    "Robustness on validation",
                    "The same on the validation split, with one mask seed: what settings may be"
                        + " chosen by, so that the test split is not.",
                    List.of(
                        new RateTable(valid, "validation")
                            .table("Metrics by missing rate, validation split"))));
  }
}
