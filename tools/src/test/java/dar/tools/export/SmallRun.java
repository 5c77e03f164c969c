package dar.tools.export;

import dar.graph.input.Hyperparameters;
import dar.training.config.Configuration;
import dar.training.data.Dataset;
import dar.training.optimizer.Schedule;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import dar.training.run.RunDirectory;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.nio.file.Path;

/** A run that has only begun, of a model whose weights a seed decides, and its data. */
record SmallRun(RunDirectory directory, Dataset data) implements AutoCloseable {
  private static final Hyperparameters TINY = new Hyperparameters(2, 4, 1, 4, 1, 1, 2, 0.1);

  /** A run below a folder that is empty. */
  static SmallRun create(Path folder) {
    Path path = folder.resolve("data");
    Synthetic.write(path, SyntheticOptions.vectors().withCounts(8, 4, 4), 1);
    Dataset data = Dataset.open(path);
    return new SmallRun(
        RunDirectory.create(folder.resolve("run"), configuration(), data, path), data);
  }

  private static Configuration configuration() {
    Configuration known = Configuration.DEFAULT;
    return new Configuration(
        known.seed(),
        TINY,
        known.language(),
        known.loss(),
        known.missing(),
        known.optimizer(),
        known.training());
  }

  GraphProgram program(long seed) {
    return new GraphProgram(
        directory.spec(), directory.configuration().step(Schedule.constant(1e-3)), seed);
  }

  RunExport export(GraphProgram program, HostBatch samples) {
    return new RunExport(directory, program, samples);
  }

  @Override
  public void close() {
    data.close();
  }
}
