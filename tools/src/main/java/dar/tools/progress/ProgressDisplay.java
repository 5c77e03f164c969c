package dar.tools.progress;

import java.io.PrintWriter;

/**
 * Shows how far work has come. On a terminal a bar is drawn over itself; elsewhere a line is
 * written now and then.
 */
public final class ProgressDisplay {
  private static final int BAR = 30;
  private static final long LINE_EVERY = 10_000_000_000L; // ns; a log should not drown in lines
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private long lastLine = System.nanoTime();
  private boolean drawn;

  public ProgressDisplay(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** For standard error; the launcher knows whether it is a terminal. */
  public static ProgressDisplay of(PrintWriter err) {
    return new ProgressDisplay(err, Boolean.getBoolean("dar.terminal"));
  }

  /** So much of {@code total} is done. */
  public void update(String what, int done, int total) {
    if (terminal) {
      int full = (int) ((long) BAR * done / total);
      err.print(
          "%s%s [%s%s] %d/%d"
              .formatted(CLEAR, what, "#".repeat(full), ".".repeat(BAR - full), done, total));
      err.flush();
      drawn = true;
    } else if (System.nanoTime() - lastLine > LINE_EVERY) {
      line("%s %d/%d".formatted(what, done, total));
    }
  }

  /** Writes a line that stays. */
  public void line(String text) {
    if (drawn) {
      err.print(CLEAR);
      drawn = false;
    }
    err.println(text);
    err.flush();
    lastLine = System.nanoTime();
  }

  /** Takes the bar away. */
  public void clear() {
    if (drawn) {
      err.print(CLEAR);
      err.flush();
      drawn = false;
    }
  }
}
