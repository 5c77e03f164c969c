package dar.training.run;

import dar.graph.input.BadInputException;
import dar.graph.input.ModelSpec;
import dar.training.batch.Batches;
import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import dar.training.data.DatasetWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run leaves on disk: {@code config.yaml}, {@code manifest.json}, {@code metrics.jsonl} and
 * {@code checkpoints/}.
 */
public record RunDirectory(Path path, Configuration configuration, Manifest manifest) {
  private static final String CONFIG = "config.yaml";
  private static final String MANIFEST = "manifest.json";

  /** Begins a run; the directory must not exist yet, or be empty. */
  public static RunDirectory create(
      Path path, Configuration configuration, Dataset data, Path dataPath) {
    try {
      if (Files.exists(path) && !isEmpty(path)) {
        throw new BadInputException(
            path + ": expected a new or empty run directory, found files in it");
      }
      Manifest manifest = Manifest.of(configuration.seed(), data, dataPath.toAbsolutePath());
      Files.createDirectories(path);
      Files.writeString(path.resolve(CONFIG), ConfigurationFile.text(configuration));
      Files.writeString(
          path.resolve(MANIFEST), manifest.text()); // last: without it there is no run
      return new RunDirectory(path, configuration, manifest);
    } catch (FileAlreadyExistsException e) {
      throw new BadInputException(path + ": expected a directory, found a file", e);
    } catch (IOException e) {
      throw DatasetWriter.failure(path, e);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new BadInputException(path + ": expected a directory, found a file");
    }
    try (var entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Opens the directory of an earlier run. */
  public static RunDirectory open(Path path) {
    Path manifest = path.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw new BadInputException(
          "%s: expected a run directory with %s, found %s"
              .formatted(path, MANIFEST, Files.exists(path) ? "none in it" : "nothing there"));
    }
    try {
      return new RunDirectory(
          path,
          ConfigurationFile.read(path.resolve(CONFIG)),
          Manifest.parse(manifest, Files.readString(manifest)));
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected a readable run directory, found %s".formatted(path, e.getMessage()), e);
    }
  }

  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve("checkpoints"));
  }

  MetricsLog metrics() {
    return new MetricsLog(path.resolve("metrics.jsonl"));
  }

  /** The model of this run, its scales left to the checkpoint. */
  public ModelSpec spec() {
    return new ModelSpec(
        manifest.description().modalities(), manifest.description().task(), configuration.model());
  }

  /** Refuses a data set that this run's model cannot read. */
  public void requireFits(Dataset data) {
    var expected = spec();
    var found =
        new ModelSpec(
            Batches.shapes(data), Map.of(), data.description().task(), configuration.model());
    if (!expected.shapes().equals(found.shapes()) || !expected.task().equals(found.task())) {
      throw new BadInputException(
          "%s: expected data of %s %s as it was trained on, found %s %s"
              .formatted(
                  data.description().name(),
                  expected.task(),
                  expected.shapes(),
                  found.task(),
                  found.shapes()));
    }
  }
}
