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
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
      Trainer.train(run, data, listener, false);
      // Complete and incomplete sentences of both splits; the train split's are erased once.
      assertThat(listener.sentences).isEqualTo(2 * 40 + 2 * 8);
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

  /** Counts the sentences that BERT reads. */
  private static final class Listener implements TrainingListener {
    private int sentences;

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {}

    @Override
    public void reading(Split split, int done, int total) {
      if (done == total) {
        sentences += total;
      }
    }

    @Override
    public void found(Split split, Path file) {}

    @Override
    public void epoch(EpochReport report) {}
  }
}
