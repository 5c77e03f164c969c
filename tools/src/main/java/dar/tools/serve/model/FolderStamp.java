package dar.tools.serve.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the files of a folder look like from outside. A folder that is still being copied changes
 * it.
 *
 * @param files path, size and time of each
 */
record FolderStamp(List<String> files) {
  static FolderStamp of(Path folder) {
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) all.sorted()::iterator) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        files.add("%s %d %s".formatted(file, attributes.size(), attributes.lastModifiedTime()));
      }
    } catch (IOException | UncheckedIOException e) {
      files.add(e.toString()); // it went while it was looked at
    }
    return new FolderStamp(List.copyOf(files));
  }
}
