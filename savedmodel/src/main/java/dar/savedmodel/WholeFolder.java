package dar.savedmodel;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that appears whole or not at all: it is filled under a hidden name beside its target and
 * renamed at the end, so a server that watches the parent never sees half a model.
 */
final class WholeFolder {

  /** Writes the files of a folder. */
  interface Content {
    void write(Path folder) throws IOException;
  }

  private WholeFolder() {}

  /** Makes {@code target}; when {@code content} throws, nothing of it or of new parents stays. */
  static void write(Path target, Content content) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    expectNone(absolute);
    Path parent = absolute.getParent();
    List<Path> made = missing(parent);
    // Not createTempDirectory: only its owner could read such a folder, and a server is another
    // user.
    Path folder =
        parent.resolve(".%s.%d".formatted(absolute.getFileName(), ProcessHandle.current().pid()));
    Thread interruption = new Thread(() -> undo(folder, made), "delete half an export");
    Runtime.getRuntime().addShutdownHook(interruption);
    boolean done = false;
    try {
      Files.createDirectories(parent);
      delete(folder); // a killed process of the same number may have left it
      Files.createDirectory(folder);
      content.write(folder);
      expectNone(absolute);
      Files.move(folder, absolute, StandardCopyOption.ATOMIC_MOVE);
      done = true;
    } finally {
      if (!done) {
        undo(folder, made);
      }
      release(interruption);
    }
  }

  private static void expectNone(Path target) {
    if (Files.exists(target)) {
      throw new BadInputException(target + ": expected a folder to be made, found one that exists");
    }
  }

  /** The folders on the way that do not exist yet, deepest first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path path = folder; path != null && !Files.exists(path); path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  private static void undo(Path folder, List<Path> made) {
    try {
      delete(folder);
      for (Path path : made) {
        if (Files.exists(path)) { // asking to delete below a file is an error of its own
          Files.delete(path);
        }
      }
    } catch (DirectoryNotEmptyException e) {
      return; // someone else has begun to use a folder that was made here
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static void release(Thread interruption) {
    try {
      Runtime.getRuntime().removeShutdownHook(interruption);
    } catch (IllegalStateException e) {
      return; // the program is ending, and the hook is at work
    }
  }
}
