package dar.tools.progress;

import dar.training.data.Split;
import dar.training.program.Program;
import dar.training.run.EpochReport;
import dar.training.run.TrainingListener;
import java.nio.file.Path;
import java.util.List;

/** Tells several listeners, one after the other. */
public record AllListeners(List<TrainingListener> listeners) implements TrainingListener {
  public AllListeners {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void begins(Program program, int epoch) {
    listeners.forEach(listener -> listener.begins(program, epoch));
  }

  @Override
  public void batch(int epoch, int batch, int batches, double loss) {
    listeners.forEach(listener -> listener.batch(epoch, batch, batches, loss));
  }

  @Override
  public void reading(Split split, int done, int total) {
    listeners.forEach(listener -> listener.reading(split, done, total));
  }

  @Override
  public void found(Split split, Path file) {
    listeners.forEach(listener -> listener.found(split, file));
  }

  @Override
  public void epoch(EpochReport report) {
    listeners.forEach(listener -> listener.epoch(report));
  }
}
