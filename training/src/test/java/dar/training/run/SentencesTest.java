package dar.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Modality;
import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Decoupling;
import dar.training.evaluate.Robustness;
import dar.training.evaluate.RobustnessReport;
import dar.training.program.GraphProgram;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The path of the demo, tokens to a frozen BERT to DAR, on a few dozen sentences. */
class SentencesTest {
  @TempDir Path folder;

  @Test
  void tokensAreReadTrainedOnAndMeasured() {
    Path path = folder.resolve("data");
    Synthetic.write(path, SyntheticOptions.demo().withCounts(40, 8, 12), 1);
    Configuration configuration =
        ConfigurationFile.resolve(
            "demo", Optional.empty(), List.of("training.epochs=2", "training.batch=16"));
    try (Dataset data = Dataset.open(path)) {
      RunDirectory run = RunDirectory.create(folder.resolve("run"), configuration, data, path);
      Listener listener = new Listener();
      Trainer.train(run, data, listener, GraphProgram::new);
      // Complete and incomplete sentences of both splits: the train split's are erased once, the
      // validation split's at three rates.
      assertThat(listener.sentences).isEqualTo(2 * 40 + 4 * 8);
      try (TrainedModel model = TrainedModel.open(run)) {
        RobustnessReport report =
            Robustness.measure(
                    model.program(),
                    data,
                    Split.TEST,
                    List.of(0.0, 0.9),
                    List.of(1111L),
                    done -> {})
                .report();
        assertThat(report.byRate().get(0.9).get("MAE").mean()).isFinite();
        Decoupling probed = Decoupling.measure(model.program(), data).orElseThrow();
        assertThat(probed.modalities()).containsOnlyKeys(Modality.values());
      }
    }
  }

  /** Language is erased once, so only the rates of the other two follow what is measured. */
  @Test
  void sentencesOfEveryPatternThatValidatesAreReadOnce() throws IOException {
    Path path = folder.resolve("data");
    Synthetic.write(path, SyntheticOptions.demo().withCounts(40, 8, 12), 1);
    Configuration configuration =
        ConfigurationFile.resolve(
            "demo",
            Optional.empty(),
            List.of("training.epochs=2", "training.batch=16", "missing.rate=adaptive"));
    try (Dataset data = Dataset.open(path)) {
      RunDirectory run = RunDirectory.create(folder.resolve("run"), configuration, data, path);
      Listener listener = new Listener();
      Progress progress = Trainer.train(run, data, listener, GraphProgram::new);
      // Complete, and the valid split at three rates beside 0.
      assertThat(listener.sentences).isEqualTo(2 * 40 + 4 * 8);
      assertThat(run.metrics().line(2, Split.VALID))
          .containsKeys("loss_prediction_0.0", "loss_prediction_visual_0.3")
          .doesNotContainKey("loss_prediction_language_0.3");
      Path checkpoints = run.checkpoints().directory();
      long language = size(checkpoints.resolve("language"));
      assertThat(size(checkpoints.resolve("best"))).isLessThan(language / 10);
      try (TrainedModel model = TrainedModel.open(run)) { // reads the sentences with its own BERT
        RobustnessReport report =
            Robustness.measure(
                    model.program(),
                    data,
                    Split.VALID,
                    List.of(0.0, 0.3, 0.6, 0.9),
                    List.of(1111L),
                    done -> {})
                .report();
        assertThat(report.average().get("MAE").mean())
            .isCloseTo(
                run.metrics().line(progress.bestEpoch(), Split.VALID).get("MAE"),
                Offset.offset(1e-4));
      }
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Counts the sentences that BERT reads. */
  private static final class Listener extends LastEpoch {
    private int sentences;

    @Override
    public void reading(Split split, int done, int total) {
      if (done == total) {
        sentences += total;
      }
    }
  }
}
