package dar.training.run;

import static dar.training.run.SmallTrainings.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.training.data.Split;
import dar.training.evaluate.Robustness;
import dar.training.program.GraphProgram;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By which epochs are chosen, and what of the validation split chooses them. */
class SelectedEpochsTest {
  private final Path folder;
  @AutoClose private final SmallTrainings trainings;

  SelectedEpochsTest(@TempDir Path folder) {
    this.folder = folder;
    trainings = new SmallTrainings(folder);
  }

  /** A metric's mean over rates of missingness of the validation split. */
  private double valid(TrainedModel model, String metric, List<Double> rates) {
    return Robustness.measure(
            model.program(), trainings.data(), Split.VALID, rates, List.of(1111L), done -> {})
        .report()
        .average()
        .get(metric)
        .mean();
  }

  /** Each checkpoint's model has on the validation split the value that it was kept for. */
  @Test
  void eachMetricHasACheckpointOfItsBestEpoch() {
    RunDirectory run = trainings.run("select", small(5, "training.select=[Corr, MAE]"));
    Progress progress = Trainer.train(run, trainings.data(), new LastEpoch(), GraphProgram::new);
    assertThat(progress.metrics()).containsOnlyKeys("MAE", "Corr");
    try (TrainedModel model = TrainedModel.open(run, Checkpoints.best("Corr"))) {
      for (String metric : List.of("Corr", "MAE")) {
        model.restore(Checkpoints.best(metric));
        assertThat(valid(model, metric, List.of(0.3)))
            .isCloseTo(progress.metrics().get(metric).value(), Offset.offset(1e-5));
      }
      assertThatThrownBy(() -> model.restore(Checkpoints.best("Acc")))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              run.path() + ": expected at least one finished epoch, found no checkpoint best-Acc");
    }
  }

  @Test
  void aMetricOfAnotherTaskIsRefusedBeforeTheRunBegins() {
    assertThatThrownBy(() -> trainings.run("task", small(1, "training.select=Acc")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "training.select: expected metrics of the data's task, Has0_acc_2, Has0_F1_score,"
                + " Non0_acc_2, Non0_F1_score, Mult_acc_5, Mult_acc_7, MAE, Corr, found Acc");
    assertThat(folder.resolve("task")).doesNotExist();
  }

  /** The loss that selects an epoch is the mean over four rates. */
  @Test
  void whereRatesAreDrawnTheValidationIsAMeanOverRates() {
    RunDirectory run = trainings.run("drawn", small(1, "missing.rate=uniform"));
    LastEpoch drawn = new LastEpoch();
    Trainer.train(run, trainings.data(), drawn, GraphProgram::new);
    try (TrainedModel model = TrainedModel.open(run)) {
      assertThat(valid(model, "MAE", List.of(0.0, 0.3, 0.6, 0.9)))
          .isCloseTo(drawn.valid().get("MAE"), Offset.offset(1e-5));
    }
  }

  @Test
  void ratesThatAdaptAreMeasuredAndChangeWhatIsErased() {
    LastEpoch adaptive = trainings.trained("adaptive", small(3, "missing.rate=adaptive"));
    LastEpoch uniform = trainings.trained("uniform", small(3, "missing.rate=uniform"));
    assertThat(adaptive.valid())
        .containsKeys(
            "loss_prediction_0.0",
            "loss_prediction_language_0.3",
            "loss_prediction_visual_0.6",
            "loss_prediction_acoustic_0.9");
    assertThat(uniform.valid()).doesNotContainKey("loss_prediction_0.0");
    assertThat(adaptive.train()).isNotEqualTo(uniform.train());
  }
}
