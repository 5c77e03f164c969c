package dar.tools.command;

import dar.graph.file.TemporaryFolder;
import dar.graph.input.BadInputException;
import dar.tools.export.ConfiguredModels;
import dar.tools.export.RunExport;
import dar.tools.export.Slimming;
import dar.tools.export.Trials;
import dar.tools.export.Verification;
import dar.tools.report.ExportSummary;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import dar.training.run.RunDirectory;
import dar.training.run.TrainedModel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the best model of a run as a SavedModel. */
@Command(
    name = "export",
    description = {
      "Write the best model of a run as a SavedModel.",
      "It lies in DIR/V, or with --name in DIR/N/V, as TensorFlow Serving expects it."
    })
public final class ExportCommand implements Callable<Integer> {
  private static final int WARM_UP_BATCH = 8;

  @Parameters(paramLabel = "RUN", description = "A run directory.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The model's folder, or with --name that of all models.")
  private Path out;

  @Option(
      names = "--name",
      paramLabel = "N",
      description = {
        "The model's name on a server; adds it to models.config for TensorFlow",
        "Serving, and makes that and batching.config where there are none."
      })
  private String name;

  @Option(
      names = "--version",
      paramLabel = "V",
      defaultValue = "1",
      description = "The version of the model; ${DEFAULT-VALUE} if not given.")
  private int version;

  @Option(
      names = "--verify",
      description = {
        "Load the export and compare what it answers with the run's model,",
        "on the run's data; exit with 1 where they differ."
      })
  private boolean verify;

  @Option(
      names = "--slim",
      description = "For prediction only: constants for variables, no training.")
  private boolean slim;

  @Mixin private WeightsOption weights;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (version < 1) {
      throw new BadInputException("--version: expected at least 1, found " + version);
    }
    if (name != null && !ConfiguredModels.isName(name)) {
      throw new BadInputException(
          "--name: expected letters, digits and any of _ . - behind the first, found " + name);
    }
    Path target = (name == null ? out : out.resolve(name)).resolve(Integer.toString(version));
    // Both are told before the model is built.
    TemporaryFolder.expectNone(target);
    if (name != null) {
      new ConfiguredModels(out).expectRoomFor(name);
    }
    RunDirectory directory = RunDirectory.open(run);
    Optional<Dataset> data = data(directory);
    try (TrainedModel model = TrainedModel.open(directory, weights.prefix())) {
      ExportSummary summary = export(directory, model.program(), data, target);
      if (name != null) {
        new ConfiguredModels(out).configure(name);
      }
      output.result(summary::text, summary::json);
      return summary.verification().map(this::code).orElse(0);
    } finally {
      data.ifPresent(Dataset::close);
    }
  }

  /**
   * The data of the run, which may have grown since. Where they are gone, a model can still be
   * exported, but not tried.
   */
  private Optional<Dataset> data(RunDirectory directory) {
    try {
      Path path = Path.of(directory.manifest().dataPath());
      return Optional.of(RunData.open(directory, Optional.of(path)));
    } catch (BadInputException e) {
      if (verify || slim) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private ExportSummary export(
      RunDirectory directory, GraphProgram program, Optional<Dataset> data, Path target) {
    try (HostBatch samples =
        data.map(found -> Trials.of(found, WARM_UP_BATCH, 0)).orElseGet(() -> empty(directory))) {
      RunExport export = new RunExport(directory, program, samples);
      Optional<Slimming> slimming = Optional.empty();
      if (slim) {
        slimming = Optional.of(export.slim(target, data.orElseThrow()));
      } else {
        export.whole(target);
      }
      Optional<Verification> verification =
          verify
              ? Optional.of(Verification.of(program, target, data.orElseThrow()))
              : Optional.empty();
      return new ExportSummary(target, data.isPresent(), slimming, verification);
    }
  }

  /** A sample of which everything is missing. */
  private static HostBatch empty(RunDirectory directory) {
    DatasetDescription data = directory.manifest().description();
    return new UtteranceInput(data.modalities(), data.tokens(), directory.tokenizer())
        .batch(Optional.empty(), Map.of());
  }

  private int code(Verification verification) {
    if (verification.holds()) {
      return 0;
    }
    spec.commandLine()
        .getErr()
        .println(
            String.format(
                Locale.ROOT,
                "dar: export: expected to differ from the run's model by at most %.0e, found %.1e",
                Verification.TOLERANCE,
                verification.largest()));
    return 1;
  }
}
