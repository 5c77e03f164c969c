package dar.tools.reproduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What tells a reproduction in a folder that a training of another one is still at work there. */
public final class TrainingLock {

  /** The system property of a training that a reproduction began; its value is the lock file. */
  static final String PROPERTY = "dar.reproduction.lock";

  @SuppressWarnings("unused") // a channel that nobody refers to is closed, its lock lost
  private static FolderLock lock;

  private TrainingLock() {}

  /** Takes its share to the end of this process, if this is such a training. */
  public static void hold() {
    String file = System.getProperty(PROPERTY);
    if (file != null) {
      try {
        lock = FolderLock.share(Path.of(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
