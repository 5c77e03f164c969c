package dar.tools.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The values that a run's model has. */
final class WeightsOption {
  @Option(
      names = "--weights",
      paramLabel = "PREFIX",
      description = {
        "A checkpoint of the same model, as written by TensorFlow after it went",
        "on training an export; the best one of the run if not given."
      })
  private Path prefix;

  /** Of a checkpoint; empty stands for the run's best one. */
  Optional<Path> prefix() {
    return Optional.ofNullable(prefix);
  }
}
