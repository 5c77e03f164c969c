package dar.tools.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Modality;
import dar.tools.progress.ProgressDisplay;
import dar.tools.report.run.RobustnessTable;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Combinations;
import dar.training.evaluate.MissingGrid;
import dar.training.evaluate.Robustness;
import dar.training.evaluate.RobustnessReport;
import dar.training.missing.MissingRates;
import dar.training.program.Program;
import dar.training.run.RunDirectory;
import dar.training.run.TrainedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a trained model at several missing rates. */
@Command(name = "evaluate", description = "Measure a trained model at several missing rates.")
public final class EvaluateCommand implements Runnable {
  @Parameters(paramLabel = "RUN", description = "A run directory.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "Data of the same shapes; those of the training if not given.")
  private Path data;

  @Option(
      names = "--split",
      converter = Converters.OfSplit.class,
      defaultValue = "test",
      description = "train, valid or test; ${DEFAULT-VALUE} if not given.")
  private Split split;

  @Option(
      names = "--rates",
      paramLabel = "R",
      split = ",",
      converter = Converters.OfRate.class,
      description = "Missing rates; 0.0,0.1,...,0.9 if not given.")
  private List<Double> rates = Robustness.RATES;

  @Option(
      names = "--seeds",
      paramLabel = "S",
      split = ",",
      converter = Converters.OfMaskSeed.class,
      description = "Seeds of the masks; 1111,1112,1113 if not given.")
  private List<Long> seeds = Robustness.SEEDS;

  @Option(
      names = "--missing",
      paramLabel = "M",
      split = ",",
      converter = Converters.OfModality.class,
      description = "Erase whole modalities besides: language, visual, acoustic.")
  private List<Modality> missing = new ArrayList<>();

  @Option(
      names = "--block",
      paramLabel = "N",
      defaultValue = "1",
      description = "Erase N consecutive steps together; ${DEFAULT-VALUE} if not given.")
  private int block;

  @Option(
      names = "--probe",
      description = {
        "Also fit linear probes on the features of a synthetic set:",
        "what the common and the specific features know of its factors."
      })
  private boolean probe;

  @Option(
      names = "--combinations",
      description = {
        "Also measure each combination of modalities,",
        "complete, with the others missing altogether."
      })
  private boolean combinations;

  @Option(
      names = "--grid",
      paramLabel = "R",
      split = ",",
      converter = Converters.OfRate.class,
      description = {
        "Also measure each combination of these rates, one a modality,",
        "as in 0,0.3,0.6,0.9."
      })
  private List<Double> grid = new ArrayList<>();

  @Mixin private WeightsOption weights;

  @Mixin private Output output;

  @Override
  public void run() {
    ProgressDisplay display = output.progress();
    MissingRates.NONE.inBlocksOf(block); // refused before the model is loaded
    RunDirectory directory = RunDirectory.open(run);
    List<Double> distinct = rates.stream().distinct().toList();
    List<Long> masks = seeds.stream().distinct().toList();
    int total = distinct.size() * masks.size();
    RobustnessReport report;
    Besides besides;
    try (Dataset dataset = RunData.open(directory, Optional.ofNullable(data));
        TrainedModel model = TrainedModel.open(directory, weights.prefix())) {
      besides = besides(model, dataset, masks, display);
      report =
          Robustness.measure(
                  model.program(),
                  dataset,
                  split,
                  distinct,
                  masks,
                  this::pattern,
                  done -> display.update("evaluation", done, total))
              .report();
    }
    display.clear();
    output.result(() -> text(report, besides), () -> json(report, besides));
  }

  private Besides besides(
      TrainedModel model, Dataset dataset, List<Long> masks, ProgressDisplay display) {
    Program program = model.program();
    return new Besides(
        probe ? Optional.of(Besides.decoupling(program, dataset)) : Optional.empty(),
        combinations
            ? Combinations.measure(
                program,
                dataset,
                split,
                (done, total) -> display.update("combinations", done, total))
            : List.of(),
        grid.isEmpty()
            ? Optional.empty()
            : Optional.of(
                MissingGrid.measure(
                    program,
                    dataset,
                    split,
                    grid.stream().distinct().toList(),
                    masks,
                    (done, total) -> display.update("grid", done, total))));
  }

  private MissingRates pattern(MissingRates uniform) {
    Map<Modality, Double> changed = new EnumMap<>(uniform.rates());
    missing.forEach(modality -> changed.put(modality, 1.0));
    return new MissingRates(changed, block);
  }

  private String text(RobustnessReport report, Besides besides) {
    String lost = missing.isEmpty() ? "" : ", without " + String.join(", ", names());
    return "%s, %s%s: mean ± deviation over %d mask seeds\n\n%s%s"
        .formatted(
            report.dataset(),
            report.split().key(),
            lost,
            report.seeds().size(),
            RobustnessTable.of(report),
            besides.text());
  }

  private ObjectNode json(RobustnessReport report, Besides besides) {
    ObjectNode root = report.json();
    besides.putInto(root);
    ArrayNode lost = root.putArray("missing");
    names().forEach(lost::add);
    return root.put("block", block);
  }

  private List<String> names() {
    return missing.stream().distinct().map(Modality::key).toList();
  }
}
