package dar.tools.worker;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dar.tools.child.ChildProgram;
import dar.training.distributed.Cluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A cluster of this process, its chief, and of children that it began, which end with it.
 *
 * @param children worker 1 and so on
 * @param folder of their logs
 */
public record Workers(Cluster cluster, ImmutableList<Process> children, Path folder)
    implements AutoCloseable {
  /** The line that a worker writes when it can be asked. */
  static final String SERVES = "serves";

  private static final long PATIENCE = 2; // s, from a failed call to the end of who was called

  /**
   * Starts as many processes as are needed beside this one, and waits until all serve.
   *
   * @param folder for their logs
   */
  public static Workers start(int count, Path folder) {
    try {
      Cluster cluster = new Cluster(freePorts(count));
      ImmutableList.Builder<Process> children = ImmutableList.builder();
      for (int i = 1; i < count; i++) {
        children.add(child(cluster, i, log(folder, i)));
      }
      Workers workers = new Workers(cluster, children.build(), folder);
      try {
        workers.awaitAll();
        cluster.serve(0);
        return workers;
      } catch (IOException | RuntimeException e) {
        workers.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return open.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : open) {
        socket.close();
      }
    }
  }

  private static Process child(Cluster cluster, int number, Path log) throws IOException {
    return new ProcessBuilder(
            ImmutableList.<String>builder()
                .addAll(ChildProgram.words())
                .addAll(WorkerCommand.words(cluster, number))
                .build())
        .redirectError(log.toFile())
        .start();
  }

  private void awaitAll() throws IOException {
    for (Process child : children) {
      BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
      String line = out.readLine();
      while (line != null && !line.equals(SERVES)) {
        line = out.readLine();
      }
      if (line == null) {
        child.onExit().join();
        throw new LostWorkerException(lost(child));
      }
    }
  }

  /**
   * Does what needs all workers, on a thread that is left to itself where one is lost: whoever
   * waits for a lost worker in TensorFlow's runtime may wait for ever.
   *
   * @param remedy what to do where one is lost
   * @throws LostWorkerException where one is lost
   */
  public <T> T with(Supplier<T> work, String remedy) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "work with workers");
    thread.setDaemon(true);
    thread.start();
    try {
      CompletableFuture.anyOf(result.handle((value, failure) -> null), anyEnd()).get();
      if (result.isCompletedExceptionally()) {
        anyEnd().completeOnTimeout(null, PATIENCE, TimeUnit.SECONDS).get();
      }
      if (!result.isDone() || result.isCompletedExceptionally()) {
        requireAll(remedy);
      }
      return result.get();
    } catch (ExecutionException e) {
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Object> anyEnd() {
    return CompletableFuture.anyOf(
        children.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new));
  }

  private void requireAll(String remedy) {
    for (Process child : children) {
      if (!child.isAlive()) {
        throw new LostWorkerException(lost(child) + "; " + remedy);
      }
    }
  }

  private String lost(Process child) {
    int number = children.indexOf(child) + 1;
    return "worker %d of 0 to %d: expected to live until training is done, found exit code %d (see %s)"
        .formatted(number, cluster.size() - 1, child.exitValue(), log(folder, number));
  }

  private static Path log(Path folder, int number) {
    return folder.resolve("worker-%d.log".formatted(number));
  }

  /** Ends the children. */
  @Override
  public void close() {
    children.forEach(Process::destroyForcibly); // they hold nothing that would have to be saved
    children.forEach(child -> child.onExit().join());
  }
}
