package dar.tools.progress;

import dar.training.data.Split;
import dar.training.evaluate.Scores;
import dar.training.run.EpochReport;
import dar.training.run.TrainingListener;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Training as a bar for the batches of an epoch and a line for each epoch. */
public record TrainingProgress(ProgressDisplay display) implements TrainingListener {

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {
    display.update(String.format(Locale.ROOT, "epoch %d, loss %.3f", epoch, loss), batch, batches);
  }

  @Override
  public void reading(Split split, int done, int total) {
    display.update("reading sentences of " + split.key(), done, total);
    if (done == total) {
      display.line("read %d sentences of %s".formatted(total, split.key()));
    }
  }

  @Override
  public void found(Split split, Path file) {
    display.line(
        "sentences of %s were read before, their vectors are in %s".formatted(split.key(), file));
  }

  @Override
  public void epoch(EpochReport report) {
    display.line(
        String.format(
            Locale.ROOT,
            "epoch %d/%d  loss %.4f  validation loss %.4f  %s  %.1f s%s",
            report.epoch(),
            report.epochs(),
            report.train().get(Scores.LOSS),
            report.valid().get(Scores.LOSS),
            metric(report.valid()),
            report.seconds(),
            report.best() ? "  best" : ""));
  }

  /** The one metric that says most: MAE of intensities, accuracy of classes. */
  private static String metric(Map<String, Double> valid) {
    String name = valid.containsKey("MAE") ? "MAE" : "Acc";
    return String.format(Locale.ROOT, "%s %.3f", name, valid.get(name));
  }
}
