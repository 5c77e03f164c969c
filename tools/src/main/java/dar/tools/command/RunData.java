package dar.tools.command;

import dar.graph.input.BadInputException;
import dar.training.data.Dataset;
import dar.training.run.RunDirectory;
import java.nio.file.Path;
import java.util.Optional;

/** The data for a run that exists: those it was trained on, or others that fit its model. */
final class RunData {
  private RunData() {}

  /**
   * Opens the data.
   *
   * @param other named by the user; they need not be those of the training
   */
  static Dataset open(RunDirectory run, Optional<Path> other) {
    Dataset data = Home.ofUser().open(other.orElse(Path.of(run.manifest().dataPath())));
    try {
      if (other.isEmpty()) {
        requireSame(run, data);
      }
      run.requireFits(data);
      return data;
    } catch (BadInputException e) {
      data.close();
      throw e;
    }
  }

  /** Refuses data that changed since the training. */
  static void requireSame(RunDirectory run, Dataset data) {
    String expected = run.manifest().data().contentHash();
    if (!data.hash().equals(expected)) {
      throw new BadInputException(
          "%s: expected the data of the training with hash %s, found %s with hash %s"
              .formatted(
                  run.path(), shorten(expected), data.description().name(), shorten(data.hash())));
    }
  }

  private static String shorten(String hash) {
    return hash.substring(0, Math.min(16, hash.length()));
  }
}
