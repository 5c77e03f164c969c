package dar.tools.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.Objective;
import dar.graph.input.BadInputException;
import dar.tools.progress.AllListeners;
import dar.tools.progress.ProgressDisplay;
import dar.tools.progress.TrainingProgress;
import dar.tools.report.run.RobustnessTable;
import dar.tools.worker.Workers;
import dar.training.board.TensorBoard;
import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.JsonNumbers;
import dar.training.evaluate.RobustnessReport;
import dar.training.program.EagerProgram;
import dar.training.program.GraphProgram;
import dar.training.program.Program;
import dar.training.run.Progress;
import dar.training.run.RunDirectory;
import dar.training.run.Trainer;
import dar.training.run.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a model, then measures how it degrades as more goes missing. */
@Command(
    name = "train",
    description = {
      "Train a model and measure its robustness on the test split.",
      "Without --data it trains on embedded demo data, with --preset demo."
    })
public final class TrainCommand implements Runnable {
  private static final String DEMO = "demo";

  /** What may stand beside --resume: the rest is in the run directory. */
  private static final Set<String> BESIDE_RESUME =
      Set.of("--resume", "--data", "--eager", "--workers", "--json", "--debug");

  @Option(names = "--config", paramLabel = "F.yaml", description = "Settings over the preset.")
  private Path config;

  @Option(
      names = "--preset",
      paramLabel = "P",
      description = "What to start from: default, small, sentences, demo.")
  private String preset;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "A dataset directory or an MMSA pickle.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description = "The run directory to make; runs/NAME-NUMBER if not given.")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "a.b=c",
      description = "A setting over the file, as in training.epochs=30; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Short for --set seed=N.")
  private Long seed;

  @Option(
      names = "--without",
      paramLabel = "TERM",
      split = ",",
      converter = Converters.OfTerm.class,
      description = "Loss terms to leave out: sim, diff, recon, boot.")
  private List<Objective.Term> without = new ArrayList<>();

  @Option(
      names = "--precision",
      paramLabel = "P",
      description =
          "Of linear maps and wide convolutions while training: float32 or bf16; short for --set"
              + " training.precision=P.")
  private String precision;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with a run from its last checkpoint.")
  private Path resume;

  @Option(names = "--eager", description = "Run operation by operation, for looking inside.")
  private boolean eager;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Processes that share out each update; 1 if not given. The numbers are the same.")
  private int workers = 1;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (workers < 1) {
      throw new ParameterException(
          spec.commandLine(), "--workers: expected at least 1, found " + workers);
    }
    if (workers > 1 && eager) {
      throw new ParameterException(
          spec.commandLine(), "--workers: expected 1 beside --eager, found " + workers);
    }
    if (resume == null) {
      begin();
    } else {
      resume();
    }
  }

  private void begin() {
    Configuration configuration = configuration();
    requireWork(configuration);
    Home home = Home.ofUser();
    Path path = data == null ? home.demo() : data;
    try (Dataset dataset = home.open(path)) {
      Path directory = out == null ? unused(dataset.description().name()) : out;
      train(RunDirectory.create(directory, configuration, dataset, path), dataset);
    }
  }

  private void resume() {
    for (ArgSpec option : spec.commandLine().getParseResult().matchedArgs()) {
      String name =
          option.isOption() ? ((picocli.CommandLine.Model.OptionSpec) option).longestName() : "";
      if (!BESIDE_RESUME.contains(name)) {
        throw new ParameterException(
            spec.commandLine(),
            "--resume: expected no %s, because the run directory has it".formatted(name));
      }
    }
    RunDirectory run = RunDirectory.open(resume);
    requireWork(run.configuration());
    try (Dataset dataset = RunData.open(run, Optional.ofNullable(data))) {
      RunData.requireSame(run, dataset);
      train(run, dataset);
    }
  }

  /** Each worker is a process. */
  private void requireWork(Configuration configuration) {
    int batch = configuration.training().batch();
    if (workers > batch) {
      throw new BadInputException(
          "--workers: expected at most %d, for a sample of each batch each, found %d"
              .formatted(batch, workers));
    }
  }

  private Configuration configuration() {
    String base = data == null ? DEMO : "default";
    if (precision != null) {
      settings.add("training.precision=" + precision);
    }
    Configuration configuration =
        ConfigurationFile.resolve(
            preset == null ? base : preset, Optional.ofNullable(config), settings);
    if (seed != null) {
      configuration = configuration.withSeed(seed);
    }
    return without.isEmpty() ? configuration : configuration.without(EnumSet.copyOf(without));
  }

  private static Path unused(String name) {
    int number = 1;
    while (Files.exists(Path.of("runs", name + "-" + number))) {
      number++;
    }
    return Path.of("runs", name + "-" + number);
  }

  private void train(RunDirectory run, Dataset dataset) {
    ProgressDisplay display = output.progress();
    display.line(
        "training on %s, %d samples, into %s"
            .formatted(dataset.description().name(), dataset.size(Split.TRAIN), run.path()));
    Progress progress;
    try (TensorBoard board = new TensorBoard(run, dataset)) {
      progress =
          train(run, dataset, new AllListeners(List.of(new TrainingProgress(display), board)));
    }
    RobustnessReport report = new Measurement(run, dataset, progress, display).write();
    output.result(() -> text(run, progress, report), () -> json(run, progress, report));
  }

  private Progress train(RunDirectory run, Dataset dataset, TrainingListener listener) {
    if (workers == 1) {
      return Trainer.train(run, dataset, listener, eager ? EagerProgram::new : GraphProgram::new);
    }
    try (Workers started = Workers.start(workers, run.path())) {
      Program.Maker maker =
          (model, options, seed) -> new GraphProgram(model, options, seed, started.cluster());
      return started.with(
          () -> Trainer.train(run, dataset, listener, maker),
          "dar train --resume %s goes on".formatted(run.path()));
    }
  }

  private static String text(RunDirectory run, Progress progress, RobustnessReport report) {
    return """
        %s, test: mean ± deviation over mask seeds %s, of the model of epoch %d (%d trained)

        %s
        %s holds the model, its settings and metrics; its report.html shows them. Next:
          dar evaluate %s --missing language
          dar export %s --out exported
        """
        .formatted(
            report.dataset(),
            String.join(", ", report.seeds().stream().map(String::valueOf).toList()),
            progress.bestEpoch(),
            progress.epoch(),
            RobustnessTable.of(report),
            run.path(),
            run.path(),
            run.path());
  }

  private static ObjectNode json(RunDirectory run, Progress progress, RobustnessReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("run", run.path().toString());
    root.put("epochs", progress.epoch()).put("best_epoch", progress.bestEpoch());
    root.put("best_loss", JsonNumbers.finite(progress.bestLoss()));
    root.set("robustness", report.json());
    return root;
  }
}
