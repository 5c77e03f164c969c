package dar.savedmodel;

import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** TensorFlow Serving's layout of a model: a folder for each version, named by its number. */
public final class VersionFolders {
  private static final String NUMBER = "[0-9]{1,18}";

  private VersionFolders() {}

  /** By number; none where there is no such folder. */
  public static SortedMap<Long, Path> of(Path model) {
    SortedMap<Long, Path> versions = new TreeMap<>();
    if (Files.isDirectory(model)) {
      try (Stream<Path> entries = Files.list(model)) {
        entries
            .filter(entry -> entry.getFileName().toString().matches(NUMBER))
            .filter(Files::isDirectory)
            .sorted()
            .forEach(entry -> versions.put(Long.valueOf(entry.getFileName().toString()), entry));
      } catch (IOException e) {
        throw new BadInputException(
            "%s: expected to read it, found %s".formatted(model, FileFailure.reason(e)), e);
      }
    }
    return versions;
  }

  /** Of those the ones that hold a SavedModel. */
  public static SortedMap<Long, Path> withModel(Path model) {
    SortedMap<Long, Path> versions = of(model);
    versions.values().removeIf(version -> !isModel(version));
    return versions;
  }

  /** The newest that holds one. */
  public static Optional<Path> newest(Path model) {
    SortedMap<Long, Path> versions = withModel(model);
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.lastKey()));
  }

  /** Whether a SavedModel stands in this folder. */
  public static boolean isModel(Path version) {
    return Files.isRegularFile(version.resolve(SavedModelFolder.GRAPH));
  }
}
