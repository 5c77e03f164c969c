package dar.training.board;

import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.EmbeddedSamples;
import dar.training.evaluate.Scores;
import dar.training.optimizer.Schedule;
import dar.training.program.Program;
import dar.training.run.EpochReport;
import dar.training.run.RunDirectory;
import dar.training.run.TrainingListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.EagerSession;
import org.tensorflow.op.Ops;

/**
 * Writes {@code tensorboard/} in a run directory: after each epoch the losses, metrics and learning
 * rate, and histograms of the gates on a few samples of the validation split. To TensorBoard the
 * splits are runs, so that it lays their lines over each other.
 */
public final class TensorBoard implements TrainingListener, AutoCloseable {
  private static final String FOLDER = "tensorboard";
  private static final String EMBEDDING = "embedding";
  private static final String LOSS_PREFIX = "loss_";

  private final RunDirectory run;
  private final Dataset data;
  private final Map<Split, EventFile> files = new EnumMap<>(Split.class);
  private Optional<GateSamples> gates = Optional.empty();
  private int first;

  public TensorBoard(RunDirectory run, Dataset data) {
    this.run = run;
    this.data = data;
  }

  /** The features of samples, for TensorBoard's projector. */
  public static void write(Path run, EmbeddedSamples samples) {
    Projector.write(run.resolve(FOLDER).resolve(EMBEDDING), samples);
  }

  @Override
  public void begins(Program program, int epoch) {
    first = epoch + 1;
    gates = Optional.of(GateSamples.of(program, data, run.spec().isLanguageFineTuned()));
  }

  @Override
  public void epoch(EpochReport report) {
    int epoch = report.epoch();
    EventFile train = file(Split.TRAIN);
    report.train().forEach((name, value) -> train.scalar(epoch, tag(name), value));
    train.scalar(epoch, "learning_rate", learningRate(epoch));
    EventFile valid = file(Split.VALID);
    report.valid().forEach((name, value) -> valid.scalar(epoch, tag(name), value));
    gates
        .orElseThrow()
        .histograms()
        .forEach((name, values) -> valid.histogram(epoch, "gate/" + name, values));
  }

  /** Begun at the first epoch, so that a run with nothing left to do leaves no file. */
  private EventFile file(Split split) {
    return files.computeIfAbsent(
        split,
        s -> {
          EventFile file =
              EventFile.in(run.path().resolve(FOLDER).resolve(s.key()), Clock.systemUTC());
          file.restart(first);
          return file;
        });
  }

  /** {@code loss/total}, {@code loss/prediction}, ..., {@code metric/MAE}, ... */
  private static String tag(String name) {
    if (name.equals(Scores.LOSS)) {
      return "loss/total";
    }
    return name.startsWith(LOSS_PREFIX)
        ? "loss/" + name.substring(LOSS_PREFIX.length())
        : "metric/" + name;
  }

  /** That of the last update of an epoch. */
  private double learningRate(int epoch) {
    int size = run.configuration().training().batch();
    long updates = (data.size(Split.TRAIN) + size - 1L) / size;
    Schedule schedule = run.configuration().schedule(data.size(Split.TRAIN));
    try (EagerSession session = EagerSession.create()) {
      Ops tf = Ops.create(session);
      return schedule.at(tf, tf.constant(epoch * updates - 1)).asTensor().getFloat();
    }
  }

  @Override
  public void close() {
    gates.ifPresent(GateSamples::close);
    files.values().forEach(EventFile::close);
  }
}
