package dar.training.batch;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * A series of which the next is made, by a thread of its own, while the last is in use: a step
 * never waits for its batch. At most one is held beside that in use; whoever takes one closes it.
 */
public final class Ahead<T extends AutoCloseable> implements AutoCloseable {
  private final int count;
  private final IntFunction<T> make;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread daemon = new Thread(task, "ahead");
            daemon.setDaemon(true);
            return daemon;
          });
  private int asked;
  private Future<T> next;

  /**
   * Begins with the first.
   *
   * @param make called for 0 .. count − 1 in turn, never twice at once
   */
  public Ahead(int count, IntFunction<T> make) {
    this.count = count;
    this.make = make;
    ask();
  }

  private void ask() {
    int place = asked++;
    next = place < count ? thread.submit(() -> make.apply(place)) : null;
  }

  /** The next, made by now or waited for; what its making threw is thrown here. */
  public T next() {
    if (next == null) {
      throw new NoSuchElementException("expected at most " + count + " to be taken");
    }
    T made = wait(next);
    ask();
    return made;
  }

  private static <T> T wait(Future<T> future) {
    try {
      return Uninterruptibles.getUninterruptibly(future);
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Closes what was made and not taken. */
  @Override
  public void close() {
    thread.shutdown();
    if (next != null) {
      try {
        wait(next).close();
      } catch (Exception e) {
        // Nobody asked for it, so nobody misses it.
      }
      next = null;
    }
  }
}
