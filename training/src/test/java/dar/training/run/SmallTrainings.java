package dar.training.run;

import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import dar.training.program.GraphProgram;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Trainings of a small model on a small synthetic set, in a folder. */
final class SmallTrainings implements AutoCloseable {
  private static final List<String> SMALL =
      List.of(
          "seed=5",
          "model={steps: 3, width: 16, heads: 2, feed_forward: 24, encoder_layers: 1}",
          "model={lstm_width: 6, dropout: 0.2}",
          "optimizer.learning_rate=3e-3",
          "training={patience: 20, batch: 16}");

  private final Path folder;
  private final Dataset data;

  /** Of 70 samples to train on. */
  SmallTrainings(Path folder) {
    this(folder, SyntheticOptions.vectors().withCounts(70, 20, 24), 3);
  }

  SmallTrainings(Path folder, SyntheticOptions options, long seed) {
    this.folder = folder;
    Synthetic.write(folder.resolve("data"), options, seed);
    data = Dataset.open(folder.resolve("data"));
  }

  static Configuration small(int epochs, String... settings) {
    return ConfigurationFile.resolve(
        "default",
        Optional.empty(),
        Stream.of(SMALL, List.of("training.epochs=" + epochs), List.of(settings))
            .flatMap(List::stream)
            .toList());
  }

  Dataset data() {
    return data;
  }

  RunDirectory run(String name, Configuration configuration) {
    return RunDirectory.create(folder.resolve(name), configuration, data, folder.resolve("data"));
  }

  /** A new run, trained. */
  LastEpoch trained(String name, Configuration configuration) {
    LastEpoch last = new LastEpoch();
    Trainer.train(run(name, configuration), data, last, GraphProgram::new);
    return last;
  }

  @Override
  public void close() {
    data.close();
  }
}
