package dar.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Decoupling;
import dar.training.program.GraphProgram;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticModality;
import dar.training.synth.SyntheticOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecouplingTest {
  @TempDir static Path folder;

  /**
   * Trained as the demo is, on vectors like its face and voice: a line finds what modalities share
   * better in H^com, and what one has alone better in its H^spec.
   */
  @Test
  void trainingDecouplesWhatIsSharedFromWhatIsOwn() {
    SyntheticModality modality = new SyntheticModality(new ModalityShape(16, 96), 12, 2, 0.2, 1);
    SyntheticOptions options =
        new SyntheticOptions(
            "factors",
            Modality.each(m -> modality),
            Optional.empty(),
            Map.of(Split.TRAIN, 2048, Split.VALID, 64, Split.TEST, 192),
            3,
            0.15);
    Synthetic.write(folder.resolve("data"), options, 1);
    try (Dataset data = Dataset.open(folder.resolve("data"))) {
      RunDirectory run =
          RunDirectory.create(
              folder.resolve("run"),
              ConfigurationFile.resolve("demo", Optional.empty(), List.of("model.steps=4")),
              data,
              folder.resolve("data"));
      Trainer.train(run, data, new LastEpoch(), GraphProgram::new);
      try (TrainedModel model = TrainedModel.open(run)) {
        Decoupling found = Decoupling.measure(model.program(), data).orElseThrow();
        assertThat(found.modalities()).hasSize(3);
        found
            .modalities()
            .forEach((m, row) -> assertThat(row.isDecoupled()).as("%s: %s", m.key(), row).isTrue());
      }
    }
  }
}
