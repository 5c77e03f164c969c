package dar.tools.export;

import dar.savedmodel.LoadedModel;
import dar.training.data.Dataset;
import dar.training.program.HostBatch;
import dar.training.program.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a model gains when all that predictions do not need is taken from it. */
public record Slimming(Cost whole, Cost slim) {
  /** A batch as servers collect it. */
  public static final int BATCH = 64;

  /**
   * What a model costs.
   *
   * @param bytes of its folder
   * @param one median time of one sample, in milliseconds
   * @param batch that of {@link #BATCH} samples
   */
  public record Cost(long bytes, double one, double batch) {}

  /** Measures two exports of one model. */
  public static Slimming measure(Path whole, Path slim, Dataset data) {
    try (LoadedModel first = LoadedModel.load(whole);
        LoadedModel second = LoadedModel.load(slim);
        HostBatch one = Trials.of(data, 1, 0);
        HostBatch batch = Trials.of(data, BATCH, 0)) {
      List<Predictor> models = List.of(first::predict, second::predict);
      double[] ones = Timing.medians(models, one);
      double[] batches = Timing.medians(models, batch);
      return new Slimming(
          new Cost(size(whole), ones[0], batches[0]), new Cost(size(slim), ones[1], batches[1]));
    }
  }

  private static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
