package dar.tools.reproduce;

import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One reproduction at a time in a folder. The first byte of the lock file is the program's, the
 * second is shared by the trainings that it began: one that was just orphaned has to end before
 * another program touches its run directory. The system lets go of locks whose owner is gone.
 */
final class FolderLock implements AutoCloseable {
  private static final long PROGRAM = 0;
  private static final long TRAININGS = 1;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * For the program.
   *
   * @throws BadInputException where another one lives
   */
  static FolderLock take(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FolderLock lock = new FolderLock(open(file));
      if (!lock.isFree()) {
        lock.close();
        throw new BadInputException(
            file + ": expected no other reproduction in this folder, found one at work");
      }
      FileLock orphans = lock.channel.lock(TRAININGS, 1, false);
      orphans.release();
      return lock;
    } catch (IOException e) {
      throw FileFailure.of(file, e);
    }
  }

  /** For a training, which keeps it to its end. */
  static FolderLock share(Path file) throws IOException {
    FolderLock lock = new FolderLock(open(file));
    lock.channel.lock(TRAININGS, 1, true);
    return lock;
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private boolean isFree() throws IOException {
    try {
      return channel.tryLock(PROGRAM, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this very program
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
