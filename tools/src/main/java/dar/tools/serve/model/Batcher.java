package dar.tools.serve.model;

import com.google.common.util.concurrent.Uninterruptibles;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Joins requests of the same kind to batches, as TensorFlow Serving's {@code BasicBatchScheduler}
 * does: a batch runs when it is full, or when its first request has waited long enough. Batches run
 * one after the other, each on all cores; what comes meanwhile is waiting for the next anyway.
 */
final class Batcher implements AutoCloseable {

  private final RequestLimits limits;
  private final Consumer<List<Piece>> run;
  private final Thread runner;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Piece> queue = new ArrayDeque<>();
  private int rows;
  private boolean closed;

  /**
   * Begins to wait for requests.
   *
   * @param run answers all of a batch, and does not throw
   */
  Batcher(String name, RequestLimits limits, Consumer<List<Piece>> run) {
    this.limits = limits;
    this.run = run;
    runner = new Thread(this::work, name + " runner");
    runner.start();
  }

  /**
   * Takes a request to be answered.
   *
   * @throws ServingException UNAVAILABLE where too many are waiting
   */
  void add(List<Piece> pieces) {
    int more = pieces.stream().mapToInt(Piece::rows).sum();
    if (more > limits.waiting()) {
      throw new ServingException(
          Status.Code.INVALID_ARGUMENT,
          "Task size %d is larger than maximum input batch size %d"
              .formatted(more, limits.waiting()));
    }
    lock.lock();
    try {
      if (closed || rows + more > limits.waiting()) {
        throw new ServingException(
            Status.Code.UNAVAILABLE,
            "The batch scheduling queue to which this task was submitted is full");
      }
      queue.addAll(pieces);
      rows += more;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** How many samples wait. */
  int waiting() {
    lock.lock();
    try {
      return rows;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (Optional<List<Piece>> batch = next(); batch.isPresent(); batch = next()) {
      run.accept(batch.get());
    }
  }

  /** The next batch, when it is there; nothing when closed. */
  private Optional<List<Piece>> next() {
    lock.lock();
    try {
      while (true) {
        if (queue.isEmpty()) {
          if (closed) {
            return Optional.empty();
          }
          changed.awaitUninterruptibly();
          continue;
        }
        Piece first = queue.getFirst();
        long left = first.arrived() + limits.patience().toNanos() - System.nanoTime();
        if (closed || left <= 0 || !first.call().signature().batched() || isFull(first)) {
          return Optional.of(take(first));
        }
        changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // nobody has this thread
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(Piece first) {
    int sum = 0;
    for (Piece piece : queue) {
      if (piece.mayJoin(first)) {
        sum += piece.rows();
      }
      if (sum >= limits.batch()) {
        return true;
      }
    }
    return false;
  }

  /** In the order in which they came, until one does not fit. */
  private List<Piece> take(Piece first) {
    List<Piece> batch = new ArrayList<>();
    int room = limits.batch();
    Iterator<Piece> pieces = queue.iterator();
    while (pieces.hasNext()) {
      Piece piece = pieces.next();
      if (piece.mayJoin(first)) {
        if (piece.rows() > room) {
          break;
        }
        room -= piece.rows();
        rows -= piece.rows();
        pieces.remove();
        batch.add(piece);
      }
    }
    return batch;
  }

  /** Waits until all that came has been answered. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    Uninterruptibles.joinUninterruptibly(runner);
  }
}
