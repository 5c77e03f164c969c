package dar.tools.command;

import dar.tools.progress.ProgressDisplay;
import dar.tools.report.run.RunReport;
import dar.training.board.TensorBoard;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.PerMetric;
import dar.training.evaluate.Robustness;
import dar.training.evaluate.RobustnessReport;
import dar.training.evaluate.TrainedRun;
import dar.training.run.Checkpoints;
import dar.training.run.Progress;
import dar.training.run.RunDirectory;
import dar.training.run.TrainedModel;

/** What is measured of a run once it is trained, and written into its directory. */
record Measurement(RunDirectory run, Dataset data, Progress progress, ProgressDisplay display) {

  /** How the model of the smallest validation loss degrades on the test split. */
  RobustnessReport write() {
    display.line("measuring on test at %d missing rates".formatted(Robustness.RATES.size()));
    try (TrainedModel model = TrainedModel.open(run)) {
      TrainedRun measured = TrainedRun.measure(model.program(), data, this::show);
      RobustnessReport report = measured.robustness().report();
      measured.robustness().write(run.path(), data.description().task().outputs());
      measured.evaluation().write(run.path());
      measured.reconstruction().write(run.path());
      TensorBoard.write(run.path(), measured.embedded());
      if (!progress.metrics().isEmpty()) {
        perMetric(model, report).write(run.path().resolve("per_metric.json"));
      }
      RunReport.write(run.path()).ifPresent(display::line); // last: with it a run is complete
      return report;
    } finally {
      display.clear();
    }
  }

  /**
   * Each metric under the model that is best in it.
   *
   * @param report of the model of the smallest loss
   */
  private PerMetric perMetric(TrainedModel model, RobustnessReport report) {
    return PerMetric.of(
        progress.bestEpochs(),
        metric -> {
          if (progress.bestEpochs().get(metric) == progress.bestEpoch()) {
            return report;
          }
          display.line("the epoch that is best in " + metric);
          model.restore(Checkpoints.best(metric));
          int total = Robustness.RATES.size() * Robustness.SEEDS.size();
          return Robustness.measure(
                  model.program(),
                  data,
                  Split.TEST,
                  Robustness.RATES,
                  Robustness.SEEDS,
                  done -> show(done, total))
              .report();
        });
  }

  private void show(int done, int total) {
    display.update("evaluation", done, total);
  }
}
