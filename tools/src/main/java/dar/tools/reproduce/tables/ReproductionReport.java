package dar.tools.reproduce.tables;

import dar.tools.paper.PaperTable;
import dar.tools.report.document.Report;
import dar.tools.reproduce.Index;
import dar.tools.reproduce.Reproduction;
import dar.tools.reproduce.Status;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import dar.training.data.Dataset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a folder: every target whose trainings have all ended. */
public record ReproductionReport(Study study, String subtitle) {

  /**
   * Reads what is there.
   *
   * @param benchmark whose numbers of the paper stand beside ours, if any
   */
  public static ReproductionReport of(
      Reproduction reproduction, Dataset data, Optional<PaperTable.Benchmark> benchmark) {
    SampleScores samples = SampleScores.of(data);
    Map<String, CellResult> read = new HashMap<>();
    Map<Variant, Results> results = new HashMap<>();
    for (Target target : Target.values()) {
      for (Variant variant : target.variants()) {
        List<Index.Entry> entries = reproduction.entries(variant);
        if (!entries.isEmpty()
            && entries.stream().noneMatch(entry -> entry.status() == Status.PENDING)) {
          List<CellResult> finished =
              entries.stream()
                  .filter(entry -> entry.status() == Status.DONE)
                  .map(
                      entry ->
                          read.computeIfAbsent(
                              entry.name(),
                              name ->
                                  CellResult.read(
                                      reproduction.directory(entry), entry.seed(), samples)))
                  .toList();
          results.put(
              variant, new Results(variant.label(), finished, entries.size() - finished.size()));
        }
      }
    }
    Index index = reproduction.index();
    Study study =
        new Study(
            data.description().name(), samples.metric(), benchmark, configured(index), results);
    return new ReproductionReport(
        study,
        "%s, %d samples to test; code %s, data %s"
            .formatted(
                study.dataset(),
                samples.labels().length,
                index.commit(),
                index.data().hash().substring(0, Math.min(16, index.data().hash().length()))));
  }

  private static String configured(Index index) {
    var missing = index.base().path("missing");
    boolean fixed =
        missing.path("rate").isNumber()
            && missing.path("language").isNull()
            && missing.path("visual").isNull()
            && missing.path("acoustic").isNull();
    return fixed ? "k=" + missing.path("rate").asText() : "configured";
  }

  /** All of it. */
  public Report report() {
    return new Report(
        "The paper's experiments on " + study.dataset(),
        subtitle,
        Arrays.stream(Target.values()).filter(study::has).map(this::section).toList());
  }

  /** One target's part, all of whose trainings must have ended. */
  public Report.Section section(Target target) {
    return switch (target) {
      case TABLE1 -> Table1.of(study);
      case TABLE2 -> Table2.of(study);
      case TABLE3 -> Table3.of(study);
      case FIGURE4 -> Figure4.of(study);
      case BEYOND -> Beyond.of(study);
    };
  }
}
