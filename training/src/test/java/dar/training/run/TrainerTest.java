package dar.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.Objective;
import dar.graph.input.BadInputException;
import dar.graph.input.Hyperparameters;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.config.Configuration;
import dar.training.config.RateChoice;
import dar.training.config.Selection;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Robustness;
import dar.training.evaluate.RobustnessReport;
import dar.training.program.EagerProgram;
import dar.training.program.GraphProgram;
import dar.training.synth.Synthetic;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs on a small synthetic set. */
class TrainerTest {
  @TempDir private Path folder;
  private Dataset data;

  /** Stops a run as kill would: between two updates, with nothing said to anyone. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @BeforeEach
  void synthesise() {
    Path path = folder.resolve("data");
    Synthetic.write(path, SyntheticOptions.vectors().withCounts(70, 20, 24), 3);
    data = Dataset.open(path);
  }

  @AfterEach
  void close() {
    data.close();
  }

  private static Configuration small(int epochs) {
    return small(epochs, Configuration.Loop.Products.FLOAT32);
  }

  private static Configuration small(int epochs, Configuration.Loop.Products precision) {
    return new Configuration(
        5,
        new Hyperparameters(3, 16, 2, 24, 1, 1, 6, 0.2),
        Configuration.DEFAULT.language(),
        Objective.PAPER,
        new Configuration.Missing(
            RateChoice.PAPER, null, null, null, 1, Configuration.Missing.Redraw.EPOCH),
        new Configuration.Optimizer(3e-3, 1e-4, 0.1, 1, 1e-3, 1),
        new Configuration.Loop(epochs, 20, 16, Selection.BY_LOSS, precision));
  }

  private RunDirectory run(String name, Configuration configuration) {
    return RunDirectory.create(folder.resolve(name), configuration, data, folder.resolve("data"));
  }

  @ParameterizedTest
  @EnumSource(Configuration.Loop.Products.class)
  void aRunLearnsAndDegradesGracefully(Configuration.Loop.Products precision) {
    RunDirectory run = run("learns", small(16, precision));
    Progress progress = Trainer.train(run, data, new Silent(), GraphProgram::new);
    assertThat(progress.epoch()).isEqualTo(16);
    try (TrainedModel model = TrainedModel.open(RunDirectory.open(run.path()))) {
      RobustnessReport report =
          Robustness.measure(
                  model.program(), data, Split.TEST, List.of(0.0, 1.0), List.of(1111L), done -> {})
              .report();
      double complete = report.byRate().get(0.0).get("MAE").mean();
      double nothing = report.byRate().get(1.0).get("MAE").mean();
      assertThat(complete).isLessThan(nothing);
      assertThat(report.byRate().get(0.0).get("Corr").mean()).isGreaterThan(0.4);
    }
  }

  private static Configuration erasing(Configuration c, Object rate) {
    return new Configuration(
        c.seed(),
        c.model(),
        c.language(),
        c.loss(),
        new Configuration.Missing(
            RateChoice.of(rate), null, null, null, 1, Configuration.Missing.Redraw.EPOCH),
        c.optimizer(),
        c.training());
  }

  private static Configuration selecting(Configuration c, String... names) {
    return new Configuration(
        c.seed(),
        c.model(),
        c.language(),
        c.loss(),
        c.missing(),
        c.optimizer(),
        new Configuration.Loop(
            c.training().epochs(),
            c.training().patience(),
            c.training().batch(),
            new Selection(List.of(names)),
            c.training().precision()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "adaptive"})
  void aKilledRunGoesOnToTheSameLines(String rate) throws IOException {
    Configuration configuration = selecting(erasing(small(4), rate), "all");
    RunDirectory whole = run("whole", configuration);
    Progress left = Trainer.train(whole, data, new Silent(), GraphProgram::new);

    RunDirectory cut = run("cut", configuration);
    TrainingListener killer =
        new Silent() {
          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            if (epoch == 3 && batch == 2) {
              throw new Killed();
            }
          }
        };
    assertThatThrownBy(() -> Trainer.train(cut, data, killer, GraphProgram::new))
        .isInstanceOf(Killed.class);
    Files.writeString( // an epoch whose line was written, but whose checkpoint was not
        cut.path().resolve("metrics.jsonl"),
        "{\"epoch\":3,\"split\":\"train\"}\n{\"epo",
        java.nio.file.StandardOpenOption.APPEND);
    Progress resumed =
        Trainer.train(RunDirectory.open(cut.path()), data, new Silent(), GraphProgram::new);
    assertThat(resumed).isEqualTo(left);
    assertThat(Files.readString(cut.path().resolve("metrics.jsonl")))
        .isEqualTo(Files.readString(whole.path().resolve("metrics.jsonl")));
  }

  @Test
  void ratesThatAdaptAreMeasuredAndChangeWhatIsErased() throws IOException {
    var adaptive = new Silent();
    var uniform = new Silent();
    Trainer.train(
        run("adaptive", erasing(small(3), "adaptive")), data, adaptive, GraphProgram::new);
    Trainer.train(run("uniform", erasing(small(3), "uniform")), data, uniform, GraphProgram::new);
    assertThat(adaptive.last.valid())
        .containsKeys(
            "loss_prediction_0.0",
            "loss_prediction_language_0.3",
            "loss_prediction_visual_0.6",
            "loss_prediction_acoustic_0.9");
    assertThat(uniform.last.valid()).doesNotContainKey("loss_prediction_0.0");
    assertThat(adaptive.last.train()).isNotEqualTo(uniform.last.train());
  }

  /** The loss that selects an epoch is the mean over four rates. */
  @Test
  void whereRatesAreDrawnTheValidationIsAMeanOverRates() {
    var drawn = new Silent();
    RunDirectory run = run("drawn", erasing(small(1), "uniform"));
    Trainer.train(run, data, drawn, GraphProgram::new);
    try (TrainedModel model = TrainedModel.open(run)) {
      RobustnessReport report =
          Robustness.measure(
                  model.program(),
                  data,
                  Split.VALID,
                  List.of(0.0, 0.3, 0.6, 0.9),
                  List.of(1111L),
                  done -> {})
              .report();
      assertThat(drawn.last.valid().get("MAE"))
          .isCloseTo(report.average().get("MAE").mean(), Offset.offset(1e-5));
    }
  }

  /** Each checkpoint's model has on the validation split the value that it was kept for. */
  @Test
  void eachSelectedMetricHasACheckpointOfItsBestEpoch() {
    RunDirectory run = run("select", selecting(small(5), "Corr", "MAE"));
    Progress progress = Trainer.train(run, data, new Silent(), GraphProgram::new);
    assertThat(progress.metrics()).containsOnlyKeys("MAE", "Corr");
    try (TrainedModel model = TrainedModel.open(run, Checkpoints.best("Corr"))) {
      for (String metric : List.of("Corr", "MAE")) {
        model.restore(Checkpoints.best(metric));
        assertThat(
                Robustness.measure(
                        model.program(),
                        data,
                        Split.VALID,
                        List.of(0.3),
                        List.of(1111L),
                        done -> {})
                    .report()
                    .average()
                    .get(metric)
                    .mean())
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
    assertThatThrownBy(() -> run("task", selecting(small(1), "Acc")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "training.select: expected metrics of the data's task, Has0_acc_2, Has0_F1_score,"
                + " Non0_acc_2, Non0_F1_score, Mult_acc_5, Mult_acc_7, MAE, Corr, found Acc");
    assertThat(folder.resolve("task")).doesNotExist();
  }

  @Test
  void eagerAndGraphGiveTheSameLosses() throws IOException {
    Configuration c = small(1);
    Configuration still =
        new Configuration(
            c.seed(),
            new Hyperparameters(3, 16, 2, 24, 1, 1, 6, 0),
            c.language(),
            c.loss(),
            c.missing(),
            c.optimizer(),
            c.training());
    var graph = new Silent();
    var eager = new Silent();
    Trainer.train(run("graph", still), data, graph, GraphProgram::new);
    Trainer.train(run("eager", still), data, eager, EagerProgram::new);
    for (String name : List.of("Loss", "loss_sim", "loss_diff", "loss_q", "MAE")) {
      assertThat(eager.last.valid().get(name))
          .as(name)
          .isCloseTo(graph.last.valid().get(name), Offset.offset(2e-4));
    }
  }

  @Test
  void theSameSeedGivesTheSameCurve() throws IOException {
    for (String name : List.of("once", "twice")) {
      Trainer.train(run(name, small(2)), data, new Silent(), GraphProgram::new);
    }
    assertThat(Files.readString(folder.resolve("once/metrics.jsonl")))
        .isEqualTo(Files.readString(folder.resolve("twice/metrics.jsonl")));
  }

  @Test
  void eightSamplesAreLearntByHeart() {
    Path path = folder.resolve("eight");
    Synthetic.write(path, SyntheticOptions.vectors().withCounts(8, 8, 8), 4);
    Configuration c = small(250);
    Configuration still =
        new Configuration(
            c.seed(),
            new Hyperparameters(3, 16, 2, 24, 1, 1, 6, 0),
            c.language(),
            c.loss(),
            new Configuration.Missing(
                new RateChoice.Fixed(0), null, null, null, 1, Configuration.Missing.Redraw.EPOCH),
            new Configuration.Optimizer(1e-2, 0, 0.1, 1, 1e-3, 1),
            new Configuration.Loop(
                250, 250, 8, Selection.BY_LOSS, Configuration.Loop.Products.FLOAT32));
    try (Dataset eight = Dataset.open(path)) {
      Silent listener = new Silent();
      Trainer.train(
          RunDirectory.create(folder.resolve("heart"), still, eight, path),
          eight,
          listener,
          GraphProgram::new);
      assertThat(listener.last.train().get("loss_prediction")).isLessThan(0.02);
      assertThat(listener.last.train().get("loss_boot")).isLessThan(0.02);
    }
  }

  @Test
  void aTermLeftOutIsStillMeasured() {
    Silent listener = new Silent();
    Trainer.train(
        run("without", small(1).without(Set.of(Objective.Term.SIM, Objective.Term.BOOT))),
        data,
        listener,
        GraphProgram::new);
    Map<String, Double> valid = listener.last.valid();
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
    Configuration c = small(3);
    Configuration wild =
        new Configuration(
            c.seed(),
            c.model(),
            c.language(),
            c.loss(),
            c.missing(),
            new Configuration.Optimizer(1e30, 1e-4, 0, 1e30, 1e-3, 1),
            c.training());
    assertThatThrownBy(
            () -> Trainer.train(run("wild", wild), data, new Silent(), GraphProgram::new))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("epoch 1, update")
        .hasMessageContaining("expected a finite loss_");
  }

  @Test
  void anotherDataSetIsRefused() {
    RunDirectory run = run("refused", small(1));
    Path path = folder.resolve("other");
    SyntheticOptions vectors = SyntheticOptions.vectors().withCounts(4, 4, 4);
    SyntheticModality language = new SyntheticModality(new ModalityShape(5, 4), 4, 1, 1, 1);
    SyntheticOptions other =
        new SyntheticOptions(
            vectors.name(),
            Map.of(Modality.LANGUAGE, language),
            Optional.empty(),
            vectors.counts(),
            vectors.commonWidth(),
            vectors.specificWeight());
    Synthetic.write(path, other, 1);
    try (Dataset wrong = Dataset.open(path)) {
      assertThatThrownBy(() -> Trainer.train(run, wrong, new Silent(), GraphProgram::new))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("language: expected 16 steps of 24 features");
    }
  }

  @Test
  void aUsedDirectoryIsNotOverwritten() {
    run("used", small(1));
    assertThatThrownBy(() -> run("used", small(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected a new or empty run directory");
  }

  /** Keeps the last epoch. */
  private static class Silent implements TrainingListener {
    private EpochReport last;

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {}

    @Override
    public void reading(Split split, int done, int total) {}

    @Override
    public void found(Split split, Path file) {}

    @Override
    public void epoch(EpochReport report) {
      last = report;
    }
  }
}
