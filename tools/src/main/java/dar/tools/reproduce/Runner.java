package dar.tools.reproduce;

import com.google.common.util.concurrent.Uninterruptibles;
import dar.graph.file.FileFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Trains cells, several processes at once. They end when this program does: on an orderly end a
 * shutdown hook ends them, and where nothing can run any more, their standard input does.
 */
final class Runner {
  private static final long LOOK_EVERY = 1; // s

  private final Training training;
  private final int jobs;
  private final Consumer<List<Cell>> atWork;
  private final BiConsumer<Cell, Optional<String>> ended;
  private final Map<Cell, Running> running = new LinkedHashMap<>();
  private volatile boolean ending;

  /** A process and where its part of the log begins. */
  private record Running(Process process, long logged) {}

  /**
   * Makes one.
   *
   * @param atWork is told now and then which cells are at work
   * @param ended is told of each cell that ended, and why where it failed
   */
  Runner(
      Training training,
      int jobs,
      Consumer<List<Cell>> atWork,
      BiConsumer<Cell, Optional<String>> ended) {
    this.training = training;
    this.jobs = jobs;
    this.atWork = atWork;
    this.ended = ended;
  }

  /** Trains them all; a cell that fails does not keep the others. */
  void run(Collection<Cell> cells) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end the trainings"));
    try {
      Deque<Cell> waiting = new ArrayDeque<>(cells);
      while (!ending && !(waiting.isEmpty() && running.isEmpty())) {
        while (!waiting.isEmpty() && running.size() < jobs) {
          start(waiting.remove());
        }
        atWork.accept(List.copyOf(running.keySet()));
        await();
        finish();
      }
      if (ending) { // nothing may be concluded from what was cut short
        Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
      }
    } catch (IOException e) {
      throw FileFailure.of(training.folder().root(), e);
    } finally {
      end();
    }
  }

  private synchronized void start(Cell cell) throws IOException {
    if (!ending) {
      Path log = training.folder().log(cell);
      long logged = Files.exists(log) ? Files.size(log) : 0;
      running.put(cell, new Running(training.start(cell), logged));
    }
  }

  private synchronized void end() {
    ending = true;
    running.values().forEach(child -> child.process().destroy());
  }

  private void await() throws IOException {
    CompletableFuture<?>[] ends =
        running.values().stream()
            .map(child -> child.process().onExit())
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.anyOf(ends).get(LOOK_EVERY, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return; // time to tell how far it is
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while cells were trained");
    }
  }

  private void finish() throws IOException {
    for (Cell cell : List.copyOf(running.keySet())) {
      Running child = running.get(cell);
      if (!child.process().isAlive() && !ending) {
        remove(cell);
        ended.accept(cell, failure(cell, child));
      }
    }
  }

  private synchronized void remove(Cell cell) {
    running.remove(cell);
  }

  /** Why a process that has ended did not do its work. */
  private Optional<String> failure(Cell cell, Running child) throws IOException {
    int code = child.process().exitValue();
    if (code == 0 && training.folder().cell(cell).isFinished()) {
      return Optional.empty();
    }
    byte[] log = Files.readAllBytes(training.folder().log(cell));
    String said =
        new String(
            log, (int) child.logged(), log.length - (int) child.logged(), StandardCharsets.UTF_8);
    String last = said.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    return Optional.of("exit code %d: %s".formatted(code, last));
  }
}
