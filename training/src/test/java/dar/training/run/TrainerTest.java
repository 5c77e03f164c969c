package dar.training.run;

import static dar.training.run.SmallTrainings.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.Objective;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.config.Configuration;
import dar.training.data.Split;
import dar.training.evaluate.Robustness;
import dar.training.evaluate.RobustnessReport;
import dar.training.program.EagerProgram;
import dar.training.program.GraphProgram;
import dar.training.synth.SyntheticModality;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on a small synthetic set. */
class TrainerTest {
  private final Path folder;
  @AutoClose private final SmallTrainings trainings;

  TrainerTest(@TempDir Path folder) {
    this.folder = folder;
    trainings = new SmallTrainings(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "bf16"})
  void aRunLearnsAndDegradesGracefully(String precision) {
    RunDirectory run = trainings.run("learns", small(16, "training.precision=" + precision));
    Progress progress = Trainer.train(run, trainings.data(), new LastEpoch(), GraphProgram::new);
    assertThat(progress.epoch()).isEqualTo(16);
    try (TrainedModel model = TrainedModel.open(RunDirectory.open(run.path()))) {
      RobustnessReport report =
          Robustness.measure(
                  model.program(),
                  trainings.data(),
                  Split.TEST,
                  List.of(0.0, 1.0),
                  List.of(1111L),
                  done -> {})
              .report();
      double complete = report.byRate().get(0.0).get("MAE").mean();
      double nothing = report.byRate().get(1.0).get("MAE").mean();
      assertThat(complete).isLessThan(nothing);
      assertThat(report.byRate().get(0.0).get("Corr").mean()).isGreaterThan(0.4);
    }
  }

  @Test
  void eagerAndGraphGiveTheSameLosses() {
    Configuration still = small(1, "model.dropout=0");
    LastEpoch graph = trainings.trained("graph", still);
    LastEpoch eager = new LastEpoch();
    Trainer.train(trainings.run("eager", still), trainings.data(), eager, EagerProgram::new);
    for (String name : List.of("Loss", "loss_sim", "loss_diff", "loss_q", "MAE")) {
      assertThat(eager.valid().get(name))
          .as(name)
          .isCloseTo(graph.valid().get(name), Offset.offset(2e-4));
    }
  }

  @Test
  void theSameSeedGivesTheSameCurve() throws IOException {
    trainings.trained("once", small(2));
    trainings.trained("twice", small(2));
    assertThat(Files.readString(folder.resolve("once/metrics.jsonl")))
        .isEqualTo(Files.readString(folder.resolve("twice/metrics.jsonl")));
  }

  @Test
  void eightSamplesAreLearntByHeart() {
    SyntheticOptions options = SyntheticOptions.vectors().withCounts(8, 8, 8);
    try (SmallTrainings eight = new SmallTrainings(folder.resolve("eight"), options, 4)) {
      LastEpoch heart =
          eight.trained(
              "heart",
              small(
                  250,
                  "model.dropout=0",
                  "missing.rate=0",
                  "optimizer={learning_rate: 1e-2, weight_decay: 0}",
                  "training={patience: 250, batch: 8}"));
      assertThat(heart.train().get("loss_prediction")).isLessThan(0.02);
      assertThat(heart.train().get("loss_boot")).isLessThan(0.02);
    }
  }

  @Test
  void aTermLeftOutIsStillMeasured() {
    Map<String, Double> valid =
        trainings
            .trained("without", small(1).without(Set.of(Objective.Term.SIM, Objective.Term.BOOT)))
            .valid();
    assertThat(valid.get("Loss"))
        .isCloseTo(
            valid.get("loss_prediction")
                + 0.1 * (0.7 * valid.get("loss_diff") + valid.get("loss_re"))
                + 0.1 * valid.get("loss_recon"),
            Offset.offset(1e-5));
    assertThat(valid.get("loss_sim")).isPositive();
  }

  @Test
  void aRunWithoutEndIsStoppedAndSaysWhere() {
    Configuration wild = small(3, "optimizer={learning_rate: 1e30, warm_up: 0, clip_norm: 1e30}");
    assertThatThrownBy(() -> trainings.trained("wild", wild))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("epoch 1, update")
        .hasMessageContaining("expected a finite loss_");
  }

  @Test
  void anotherDataSetIsRefused() {
    RunDirectory run = trainings.run("refused", small(1));
    SyntheticOptions vectors = SyntheticOptions.vectors().withCounts(4, 4, 4);
    SyntheticModality language = new SyntheticModality(new ModalityShape(5, 4), 4, 1, 1, 1);
    SyntheticOptions options =
        new SyntheticOptions(
            vectors.name(),
            Map.of(Modality.LANGUAGE, language),
            Optional.empty(),
            vectors.counts(),
            vectors.commonWidth(),
            vectors.specificWeight());
    try (SmallTrainings other = new SmallTrainings(folder.resolve("other"), options, 1)) {
      assertThatThrownBy(() -> Trainer.train(run, other.data(), new LastEpoch(), GraphProgram::new))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("language: expected 16 steps of 24 features");
    }
  }

  @Test
  void aUsedDirectoryIsNotOverwritten() {
    trainings.run("used", small(1));
    assertThatThrownBy(() -> trainings.run("used", small(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected a new or empty run directory");
  }
}
