package dar.tools.child;

import java.io.IOException;
import java.io.InputStream;

/** What a process that another one began owes it: to end when it ends, even when killed. */
public final class Parent {

  /** The system property that makes this program such a process. */
  static final String PROPERTY = "dar.child";

  private static final int TERMINATED = 143; // as after SIGTERM

  private Parent() {}

  /**
   * Begins to watch, if this is such a process.
   *
   * @param input a pipe that the parent holds open as long as it lives
   */
  public static void watch(InputStream input) {
    if (Boolean.getBoolean(PROPERTY)) {
      Thread watcher = new Thread(() -> endWith(input), "watch the parent");
      watcher.setDaemon(true);
      watcher.start();
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
