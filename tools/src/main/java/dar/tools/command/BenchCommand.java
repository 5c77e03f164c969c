package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.tools.bench.Bench;
import dar.tools.bench.BenchReport;
import dar.tools.bench.BenchResult;
import dar.tools.bench.BenchText;
import dar.tools.bench.Case;
import dar.tools.progress.ProgressDisplay;
import dar.tools.report.document.ReportFiles;
import dar.training.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast training and prediction are. */
@Command(
    name = "bench",
    description = {
      "Measure updates, predictions, start-up, loading and memory, and the share of the machine's"
          + " matrix rate that they reach.",
      "The data have the shapes of CMU-MOSI, language as vectors. Each size is a process of its own."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Option(
      names = "--preset",
      paramLabel = "P",
      split = ",",
      description = "What models are like but for their steps; default if not given.")
  private List<String> presets = List.of("default");

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description =
          "Of linear maps and wide convolutions while training: float32 or bf16; ${DEFAULT-VALUE} if"
              + " not given.")
  private String precision;

  @Option(
      names = "--steps",
      paramLabel = "T",
      split = ",",
      description = "Aligned steps t; 8,50 if not given.")
  private List<Integer> steps = List.of(8, 50);

  @Option(
      names = "--batch",
      paramLabel = "B",
      split = ",",
      description = "Samples of an update or a prediction; 64 if not given.")
  private List<Integer> batches = List.of(64);

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "15",
      description = "How often an update is timed; ${DEFAULT-VALUE} if not given.")
  private int rounds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write a report: report.html, tables and plots over t and batch.")
  private Path out;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw new BadInputException("--rounds: expected at least 1, found " + rounds);
    }
    List<Case> sizes = Case.of(presets, precision, steps, batches);
    sizes.forEach(Case::configuration); // refused before anything is measured
    if (out != null) {
      RunDirectory.expectOther(out);
    }
    ProgressDisplay progress = output.progress();
    BenchResult result =
        Bench.run(
            sizes,
            rounds,
            (size, before) -> progress.update(size.toString(), before, sizes.size()));
    progress.clear();
    if (out != null) {
      ReportFiles.write(BenchReport.of(result), out).ifPresent(progress::line);
    }
    output.result(() -> BenchText.of(result), result::json);
    return result.failed().isEmpty() ? 0 : FAILED;
  }
}
