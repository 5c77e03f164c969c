package dar.training.data;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A hidden folder beside its target: it becomes the target in one rename, or is deleted. Also when
 * the user interrupts the program.
 */
public final class TemporaryFolder implements AutoCloseable {
  private final Path target;
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
    expectNone();
    Path parent = this.target.getParent();
    Files.createDirectories(parent);
    // Not createTempDirectory: only its owner could read what becomes the target.
    String unique = Long.toHexString(System.nanoTime());
    folder =
        Files.createDirectory(
            parent.resolve(
                ".%s.%d.%s"
                    .formatted(this.target.getFileName(), ProcessHandle.current().pid(), unique)));
    Runtime.getRuntime().addShutdownHook(interruption);
  }

  /** Where to write. */
  public Path path() {
    return folder;
  }

  /** Gives the folder its target's name. */
  public void commit() throws IOException {
    expectNone();
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      expectNone();
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

  private void expectNone() {
    if (Files.exists(target)) {
      throw new BadInputException(target + ": expected a folder to be made, found one that exists");
    }
  }

  private void delete() {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return; // there is nothing left to delete
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
