package dar.tools.export;

import dar.graph.input.BadInputException;
import dar.savedmodel.VersionFolders;
import dar.savedmodel.serving.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of models, NAME/VERSION, with the files from which TensorFlow Serving serves them all.
 */
public record ConfiguredModels(Path path) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]*";

  /** Whether a model can be called so: letters, digits and any of _ . - behind the first. */
  public static boolean isName(String name) {
    return name.matches(NAME);
  }

  /**
   * Writes {@code models.config}, which lists every model there is, and {@code batching.config}.
   */
  public void configure() {
    try {
      write("models.config", ServerConfiguration.models(names()));
      write("batching.config", ServerConfiguration.batching());
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected a folder to write to, found %s".formatted(path, e.getMessage()), e);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(ConfiguredModels::isModel)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** What may not be read is not served. */
  private static boolean isModel(Path folder) {
    return isName(folder.getFileName().toString())
        && Files.isReadable(folder)
        && !VersionFolders.withModel(folder).isEmpty();
  }

  /** Whole or not at all: a server may be reading the file. */
  private void write(String name, String text) throws IOException {
    Path half = path.resolve(".%s.%d".formatted(name, ProcessHandle.current().pid()));
    try {
      Files.writeString(half, text);
      Files.move(half, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
