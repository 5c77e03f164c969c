package dar.tools.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dar.graph.input.Modality;
import dar.graph.input.ModelSpec;
import dar.savedmodel.LoadedModel;
import dar.training.batch.Batches;
import dar.training.config.Configuration;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.missing.MissingRates;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/** Measures one size, in this process, on data of the shapes of CMU-MOSI. */
public final class CaseRun {
  private static final int WARM_UP = 5;
  private static final int PREDICTIONS = 3; // for each round of the update, as they are quick
  private static final double RATE = 0.3;
  private static final long SEED = 1;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double GIGA = 1e9;

  private final Case size;
  private final int rounds;

  private CaseRun(Case size, int rounds) {
    this.size = size;
    this.rounds = rounds;
  }

  /**
   * Measures; the process should have done nothing else before.
   *
   * @param rounds how often an update is timed
   */
  public static CaseResult measure(Case size, int rounds) {
    double java =
        (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
            / MILLIS_PER_SECOND;
    CaseRun run = new CaseRun(size, rounds);
    try {
      Path folder = Files.createTempDirectory("dar-bench");
      try {
        Path path = folder.resolve("mosi");
        Synthetic.write(path, SyntheticOptions.mosi().withCounts(size.batch(), 1, 1), SEED);
        try (Dataset data = Dataset.open(path)) {
          return run.measure(data, folder, java);
        }
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CaseResult measure(Dataset data, Path folder, double java) {
    Configuration configuration = size.configuration();
    ModelSpec spec =
        new ModelSpec(Batches.shapes(data), data.description().task(), configuration.model());
    long begin = System.nanoTime();
    try (GraphProgram program =
        new GraphProgram(
            spec,
            configuration.step(configuration.schedule(data.size(Split.TRAIN))),
            configuration.seed())) {
      double build = (System.nanoTime() - begin) / GIGA;
      Batches batches = new Batches(data, Split.TRAIN);
      int[] rows = IntStream.range(0, size.batch()).toArray();
      Map<Modality, KeepMask> keep =
          Batches.rows(batches.masks(SEED, MissingRates.uniform(RATE)), rows);
      try (HostBatch whole = batches.batch(rows, keep);
          HostBatch incomplete = batches.incomplete(rows, keep);
          HostBatch one = batches.incomplete(new int[] {0}, Batches.rows(keep, new int[] {0}))) {
        double first = Spread.elapsed(() -> program.step(whole)) / MILLIS_PER_SECOND;
        Spread loading =
            Spread.milliseconds(WARM_UP, rounds, () -> batches.batch(rows, keep).close());
        Spread step = Spread.milliseconds(WARM_UP, rounds, () -> program.step(whole));
        Long memory = PeakMemory.bytes(); // of training: the slim model is not there yet
        try (LoadedModel slim =
            SlimModel.of(program, data.description(), configuration.model(), one, folder)) {
          return measure(
              new Work(program, whole, incomplete, one, slim),
              step,
              new StartUp(java, build, first),
              loading,
              memory);
        }
      }
    }
  }

  private CaseResult measure(Work work, Spread step, StartUp startUp, Spread loading, Long memory) {
    double before = MatrixRate.measure();
    Spread fit = Spread.milliseconds(WARM_UP, rounds, work::fit);
    Spread one = Spread.milliseconds(WARM_UP, PREDICTIONS * rounds, work::predictOne);
    Spread batch = Spread.milliseconds(WARM_UP, PREDICTIONS * rounds, work::predictBatch);
    double rate = (before + MatrixRate.measure()) / 2; // whatever else the machine does changes
    WorkOperations operations = WorkOperations.of(work.program(), size.batch());
    double main = step.median() - fit.median();
    return new CaseResult(
        size,
        startUp,
        Part.of(step, operations.step(), rate),
        Part.of(fit, operations.fit(), rate),
        Part.of(new Spread(main, main, main), operations.step() - operations.fit(), rate),
        Part.of(one, operations.predictOne(), rate),
        Part.of(batch, operations.predictBatch(), rate),
        loading,
        rate / GIGA,
        memory);
  }
}
