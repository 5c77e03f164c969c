package dar.graph.file;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hidden folder beside its target: it becomes the target in one rename, so that nobody who
 * watches sees half of it, or is deleted with the folders that were made on the way to it. Also
 * when the user interrupts the program.
 */
public final class TemporaryFolder implements AutoCloseable {
  private final Path target;
  private final List<Path> made;
  private final Path folder;
  private final Thread interruption = new Thread(this::delete, "delete a half-written folder");
  private boolean open = true;

  /**
   * Makes the folder, and those above it that are not there.
   *
   * @throws BadInputException where {@code target} exists
   */
  public TemporaryFolder(Path target) throws IOException {
    this.target = target.toAbsolutePath().normalize();
    expectNone(this.target);
    Path parent = this.target.getParent();
    made = missing(parent);
    // Not createTempDirectory: only its owner could read what becomes the target.
    String unique = Long.toHexString(System.nanoTime());
    folder =
        parent.resolve(
            ".%s.%d.%s"
                .formatted(this.target.getFileName(), ProcessHandle.current().pid(), unique));
    Runtime.getRuntime().addShutdownHook(interruption);
    try {
      Files.createDirectories(parent);
      Files.createDirectory(folder);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Where to write. */
  public Path path() {
    return folder;
  }

  /** Gives the folder its target's name. */
  public void commit() throws IOException {
    expectNone(target);
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      expectNone(target);
      throw e;
    }
    release();
  }

  /** Deletes the folder, unless it was committed. */
  @Override
  public void close() {
    if (open) {
      release();
      delete();
    }
  }

  private void release() {
    open = false;
    try {
      Runtime.getRuntime().removeShutdownHook(interruption);
    } catch (IllegalStateException e) {
      return; // the program is ending, and the hook is at work
    }
  }

  /**
   * Refuses a target that exists, before the work for it is begun.
   *
   * @throws BadInputException where it does
   */
  public static void expectNone(Path target) {
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

  private void delete() {
    try {
      deleteAll();
      for (Path path : made) {
        if (Files.exists(path)) { // asking to delete below a file is an error of its own
          Files.delete(path);
        }
      }
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      return; // there is nothing left to delete, or someone else has begun to use what was made
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteAll() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }
}
