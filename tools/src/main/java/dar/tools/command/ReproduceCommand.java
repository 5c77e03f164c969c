package dar.tools.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dar.graph.input.Task;
import dar.tools.paper.PaperTable.Benchmark;
import dar.tools.report.document.Report;
import dar.tools.report.document.ReportFiles;
import dar.tools.report.document.ReportJson;
import dar.tools.reproduce.Base;
import dar.tools.reproduce.Cell;
import dar.tools.reproduce.Grid;
import dar.tools.reproduce.Index;
import dar.tools.reproduce.Reproduction;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.tables.ReproductionReport;
import dar.tools.reproduce.tables.SectionText;
import dar.training.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the paper's tables again: trains every model they need, and puts them side by side. */
@Command(
    name = "reproduce",
    description = {
      "Train every model of a table of the paper, several seeds each, and make the table.",
      "What is finished is never trained again; what was interrupted goes on. Without --data it"
          + " uses embedded demo data, with --preset demo."
    })
public final class ReproduceCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final int FAILED = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Parameters(
      paramLabel = "TARGET",
      description = {
        "table1: robustness of the full model;",
        "table2: terms of the loss left out;",
        "table3: missing rates while training;",
        "figure4: curves over missing rates;",
        "beyond: a rate for each modality, uniform, adaptive;",
        "all: all of these."
      })
  private String target;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "A dataset directory or an MMSA pickle.")
  private Path data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of all runs and tables; reproduce/NAME if not given.")
  private Path out;

  @Option(
      names = "--preset",
      paramLabel = "P",
      description = "What all models start from: default, small, sentences, demo.")
  private String preset;

  @Option(names = "--config", paramLabel = "F.yaml", description = "Settings over the preset.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "a.b=c",
      description = "A setting over the file, as in model.width=64; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "S",
      split = ",",
      description = "Training seeds; 1,2,3 if not given.")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(names = "--epochs", paramLabel = "N", description = "Short for --set training.epochs=N.")
  private Integer epochs;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Trainings at once; 2 if not given, 1 on a single core.")
  private int jobs = Math.min(2, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--against",
      paramLabel = "B",
      converter = Converters.OfBenchmark.class,
      description =
          "Whose numbers of the paper stand beside: mosi, mosei; as the data's name tells,"
              + " mosi if it does not.")
  private Benchmark against;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Target> targets = targets();
    if (jobs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--jobs: expected at least 1, found " + jobs);
    }
    Grid grid = new Grid(base());
    List<Cell> cells = grid.cells(targets, seeds.stream().distinct().toList());
    cells.forEach(grid::text); // refused before anything is written
    Home home = Home.ofUser();
    Path path = data == null ? home.demo() : data;
    try (Dataset dataset = home.open(path)) {
      Path folder = out == null ? Path.of("reproduce", dataset.description().name()) : out;
      try (Reproduction reproduction = Reproduction.open(folder, grid, dataset, path, jobs)) {
        reproduction.train(cells, output.progress());
        ReproductionReport report =
            ReproductionReport.of(reproduction, dataset, benchmark(dataset));
        ReportFiles.write(report.report(), folder).ifPresent(output.progress()::line);
        List<Report.Section> sections = targets.stream().map(report::section).toList();
        output.result(
            () -> text(folder, sections), () -> json(folder, reproduction.index(), sections));
        return told(reproduction.failed(cells), cells.size(), folder);
      }
    }
  }

  private List<Target> targets() {
    if (target.equals(ALL)) {
      return List.of(Target.values());
    }
    return Arrays.stream(Target.values())
        .filter(known -> known.key().equals(target))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "TARGET: expected one of %s, all, found %s"
                        .formatted(
                            Arrays.stream(Target.values())
                                .map(Target::key)
                                .collect(Collectors.joining(", ")),
                            target)));
  }

  private Base base() {
    ImmutableList.Builder<String> all = ImmutableList.<String>builder().addAll(settings);
    if (epochs != null) {
      all.add("training.epochs=" + epochs);
    }
    String start = data == null ? "demo" : "default";
    return new Base(preset == null ? start : preset, Optional.ofNullable(config), all.build());
  }

  /** Classes have no numbers in the paper. */
  private Optional<Benchmark> benchmark(Dataset dataset) {
    if (against != null || dataset.description().task() instanceof Task.Classification) {
      return Optional.ofNullable(against);
    }
    String name = dataset.description().name().toLowerCase(Locale.ROOT);
    return Optional.of(name.contains("mosei") ? Benchmark.MOSEI : Benchmark.MOSI);
  }

  private static String text(Path folder, List<Report.Section> sections) {
    return "%s\n%s holds all runs, and in index.json the command line of each.\n"
        .formatted(
            sections.stream().map(SectionText::of).collect(Collectors.joining("\n")), folder);
  }

  private static ObjectNode json(Path folder, Index index, List<Report.Section> sections) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("directory", folder.toString());
    root.set("index", index.json());
    root.set("sections", ReportJson.tree(sections));
    return root;
  }

  private int told(List<Index.Entry> failed, int cells, Path folder) {
    if (failed.isEmpty()) {
      return 0;
    }
    Index.Entry first = failed.get(0);
    spec.commandLine()
        .getErr()
        .println(
            "dar: %d of %d cells failed, the first is %s: %s (see %s)"
                .formatted(
                    failed.size(), cells, first.name(), first.error(), folder.resolve("logs")));
    return FAILED;
  }
}
