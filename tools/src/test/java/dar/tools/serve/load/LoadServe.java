package dar.tools.serve.load;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.util.concurrent.Uninterruptibles;
import com.linecorp.armeria.client.ClientFactory;
import dar.tools.ExportedModels;
import dar.tools.LoadedSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads {@code dar serve} with many clients on this machine, by gRPC and by REST, with batching and
 * without, once with another version that takes over halfway, and prints what they met and what the
 * server has in memory before and after.
 */
public final class LoadServe {
  /** Held, since its level would be lost with it. */
  private static final Logger LIBRARY = Logger.getLogger("com.linecorp.armeria");

  private static final int SAMPLES = 64;
  private static final int WARM_UP_SECONDS = 10;

  private final LoadedSamples samples;
  private final Path models;
  private final int clients;
  private final int seconds;

  private LoadServe(LoadedSamples samples, Path models, int clients, int seconds) {
    this.samples = samples;
    this.models = models;
    this.clients = clients;
    this.seconds = seconds;
  }

  /** Arguments: how many clients, for how many seconds each. */
  public static void main(String[] args) throws Exception {
    LIBRARY.setLevel(Level.WARNING);
    Path models = Files.createTempDirectory("load");
    try {
      LoadServe load =
          new LoadServe(
              LoadedSamples.export(models.resolve("load/1"), SAMPLES),
              models,
              Integer.parseInt(args[0]),
              Integer.parseInt(args[1]));
      double joined = load.server("batches of 64", true);
      double single = load.server("one by one", false, "--max-batch", "1");
      System.out.printf(
          Locale.ROOT, "batching answers %.1f times as many by gRPC%n", joined / single);
    } finally {
      MoreFiles.deleteRecursively(models, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    System.exit(0); // Armeria's threads are no daemons
  }

  /** How many answers a second by gRPC. */
  private double server(String name, boolean both, String... options)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(models, options);
        ClientFactory factory = ClientFactory.builder().workerGroup(1).build()) {
      double perSecond = ask(name + ", gRPC", server, Client.grpc(server, factory, samples));
      if (both) {
        ask(name + ", REST", server, Client.rest(server, factory, samples));
        Thread swap = new Thread(this::newVersion);
        swap.start();
        ask(name + ", REST, then version 2", server, Client.rest(server, factory, samples));
        swap.join();
        System.out.println(server.told("/v1/models/load").replaceAll("\\s+", " "));
      }
      return perSecond;
    }
  }

  /** Half of the time, then a copy of the version under the next number. */
  private void newVersion() {
    Uninterruptibles.sleepUninterruptibly(
        Duration.ofSeconds(WARM_UP_SECONDS).plus(Duration.ofSeconds(seconds).dividedBy(2)));
    ExportedModels.copy(models.resolve("load/1"), models.resolve("load/2"));
  }

  private double ask(String name, ServerProcess server, Client client)
      throws IOException, InterruptedException {
    load(client, WARM_UP_SECONDS);
    long resident = server.residentMebibytes();
    long heap = server.heapMebibytes();
    Load.Outcome outcome = load(client, seconds);
    System.out.printf(
        Locale.ROOT,
        "%s: %s; resident %d, then %d MiB, heap %d, then %d MiB%n",
        name,
        outcome,
        resident,
        server.residentMebibytes(),
        heap,
        server.heapMebibytes());
    return outcome.perSecond();
  }

  private Load.Outcome load(Client client, int time) throws InterruptedException {
    return new Load(client, samples.expected(), clients, time).run();
  }
}
