package dar.tools.export;

import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.savedmodel.VersionFolders;
import dar.savedmodel.serving.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
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

  /** Refuses a {@code models.config} to which no model can be added. */
  public void expectRoomFor(String name) {
    Optional<String> unused = listing(name);
  }

  /**
   * Has a model listed in {@code models.config}; what stands there is somebody's, and stays. A file
   * that is not there is made, as is {@code batching.config}, and lists every model there is.
   */
  public void configure(String name) {
    Path batching = path.resolve("batching.config");
    try {
      Optional<String> listing = listing(name);
      if (listing.isPresent()) {
        write(config().file(), listing.get());
      } else if (!Files.exists(config().file())) {
        write(config().file(), ServerConfiguration.models(names()));
      }
      if (!Files.exists(batching)) {
        write(batching, ServerConfiguration.batching());
      }
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected a folder to write to, found %s".formatted(path, FileFailure.reason(e)), e);
    }
  }

  private ModelsConfig config() {
    return new ModelsConfig(path.resolve(ModelsConfig.NAME));
  }

  /** What is to stand there in place of what does. */
  private Optional<String> listing(String name) {
    return Files.exists(config().file()) ? config().with(name) : Optional.empty();
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
  private static void write(Path file, String text) throws IOException {
    Path half =
        file.resolveSibling(".%s.%d".formatted(file.getFileName(), ProcessHandle.current().pid()));
    try {
      Files.writeString(half, text);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
