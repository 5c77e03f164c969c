package dar.tools.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What a training that a reproduction began owes it: to end when it ends, even when killed. */
public final class Parent {

  /** The system property that makes this program such a training; its value is the lock file. */
  static final String PROPERTY = "dar.reproduction.lock";

  private static final int TERMINATED = 143; // as after SIGTERM

  @SuppressWarnings("unused") // a channel that nobody refers to is closed, its lock lost
  private static FolderLock lock;

  private Parent() {}

  /**
   * Begins to watch, if this is such a training.
   *
   * @param input a pipe that the parent holds open as long as it lives
   */
  public static void watch(InputStream input) {
    String file = System.getProperty(PROPERTY);
    if (file == null) {
      return;
    }
    Thread watcher = new Thread(() -> endWith(input), "watch the reproduction");
    watcher.setDaemon(true);
    watcher.start();
    try {
      lock = FolderLock.share(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void endWith(InputStream input) {
    try {
      while (input.read() >= 0) {}
    } catch (IOException e) {
      // A pipe that cannot be read has lost its other end, too.
    }
    System.exit(TERMINATED);
  }
}
