package dar.tools.serve;

import com.linecorp.armeria.common.prometheus.PrometheusMeterRegistries;
import dar.graph.input.BadInputException;
import dar.tools.serve.model.RequestLimits;
import dar.tools.serve.model.ServingMetrics;
import dar.tools.serve.model.WatchedModels;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The models of a folder behind two ports: TensorFlow Serving's REST with health ({@code /healthz})
 * and metrics ({@code /monitoring/prometheus/metrics}) behind one, its gRPC with gRPC's own health
 * and reflection behind the other. Both speak HTTP/1.1 and HTTP/2.
 */
public final class ModelServer implements AutoCloseable {
  /** What the server is made of, which should be silent; held, since levels are lost with them. */
  private static final List<Logger> LIBRARIES =
      List.of(Logger.getLogger("com.linecorp.armeria"), Logger.getLogger("io.micrometer"));

  private static final Address HIDDEN = new Address("127.0.0.1", 0, 0);

  private final WatchedModels models;
  private final Ports ports;
  private final CountDownLatch closed = new CountDownLatch(1);

  private ModelServer(WatchedModels models, Ports ports) {
    this.models = models;
    this.ports = ports;
  }

  /**
   * Loads the models and begins to listen.
   *
   * @param folder as {@link WatchedModels#open} takes it
   * @param log is told in a line what comes and goes
   * @throws BadInputException where there is nothing to serve, or a port is taken
   */
  public static ModelServer start(
      Path folder, Address address, RequestLimits limits, Consumer<String> log) {
    address.requireFree();
    LIBRARIES.forEach(library -> library.setLevel(Level.SEVERE));
    PrometheusMeterRegistry registry = PrometheusMeterRegistries.newRegistry();
    new JvmMemoryMetrics().bindTo(registry);
    ServingMetrics metrics = new ServingMetrics(registry);
    WatchedModels models = WatchedModels.open(folder, limits, metrics, log);
    try {
      warmUp(models, limits);
      metrics.restart();
      return new ModelServer(models, Ports.open(models, limits, registry, address));
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  private static void warmUp(WatchedModels models, RequestLimits limits) {
    Ports ports = Ports.open(models, limits, PrometheusMeterRegistries.newRegistry(), HIDDEN);
    try (FirstRequests requests =
        new FirstRequests(
            HIDDEN.host(), ports.rest().activeLocalPort(), ports.grpc().activeLocalPort())) {
      requests.send(models.warmUps());
    } finally {
      CompletableFuture<Void> unused = ports.stop(); // nothing has to wait for it
    }
  }

  /** Of REST. */
  public int port() {
    return ports.rest().activeLocalPort();
  }

  public int grpcPort() {
    return ports.grpc().activeLocalPort();
  }

  /** The models that are served, by name. */
  public List<String> names() {
    return models.names();
  }

  /** Waits until the server has been closed. */
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /** Takes no more requests, answers those that are there, and unloads all models. */
  @Override
  public void close() {
    ports.close();
    models.close();
    closed.countDown();
  }
}
