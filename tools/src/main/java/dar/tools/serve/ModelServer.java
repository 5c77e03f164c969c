package dar.tools.serve;

import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.common.prometheus.PrometheusMeterRegistries;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import com.linecorp.armeria.server.prometheus.PrometheusExpositionService;
import dar.graph.input.BadInputException;
import dar.tools.serve.grpc.ModelService;
import dar.tools.serve.grpc.PredictionService;
import dar.tools.serve.model.Models;
import dar.tools.serve.model.RequestLimits;
import dar.tools.serve.model.ServingMetrics;
import dar.tools.serve.model.WatchedModels;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  /** Held, since its level would be lost with it. */
  private static final Logger LIBRARY = Logger.getLogger("com.linecorp.armeria");

  /** How long no request must have come before a server that is closed stops listening. */
  private static final Duration QUIET = Duration.ofMillis(200);

  /** Beside a request in a message of HTTP. */
  private static final int FRAMES = 1 << 16;

  private final WatchedModels models;
  private final Server rest;
  private final Server grpc;
  private final CountDownLatch closed = new CountDownLatch(1);

  private ModelServer(WatchedModels models, Server rest, Server grpc) {
    this.models = models;
    this.rest = rest;
    this.grpc = grpc;
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
    LIBRARY.setLevel(Level.WARNING);
    PrometheusMeterRegistry registry = PrometheusMeterRegistries.newRegistry();
    new JvmMemoryMetrics().bindTo(registry);
    ServingMetrics metrics = new ServingMetrics(registry);
    WatchedModels models = WatchedModels.open(folder, limits, metrics, log);
    try {
      warmUp(models, limits);
      metrics.restart();
      return listening(models, limits, registry, address);
    } catch (RuntimeException e) {
      models.close();
      throw e;
    }
  }

  /** On ports that nobody else knows. */
  private static void warmUp(WatchedModels models, RequestLimits limits) {
    Address hidden = new Address("127.0.0.1", 0, 0);
    PrometheusMeterRegistry unseen = PrometheusMeterRegistries.newRegistry();
    Server rest = rest(limits, unseen, socket(hidden.host(), hidden.port()));
    Server grpc = grpc(models, limits, socket(hidden.host(), hidden.grpcPort()));
    try {
      listen(rest, hidden.port());
      listen(grpc, hidden.grpcPort());
      try (FirstRequests requests =
          new FirstRequests(hidden.host(), rest.activeLocalPort(), grpc.activeLocalPort())) {
        requests.send(models.warmUps());
      }
    } finally {
      CompletableFuture.allOf(rest.stop(), grpc.stop()).join();
    }
  }

  private static ModelServer listening(
      WatchedModels models,
      RequestLimits limits,
      PrometheusMeterRegistry registry,
      Address address) {
    Server rest = rest(limits, registry, socket(address.host(), address.port()));
    Server grpc = grpc(models, limits, socket(address.host(), address.grpcPort()));
    try {
      listen(rest, address.port());
      listen(grpc, address.grpcPort());
      return new ModelServer(models, rest, grpc);
    } catch (RuntimeException e) {
      CompletableFuture.allOf(rest.stop(), grpc.stop()).join();
      throw e;
    }
  }

  private static Server rest(
      RequestLimits limits, PrometheusMeterRegistry metrics, InetSocketAddress socket) {
    return common(limits)
        .http(socket)
        .meterRegistry(metrics)
        .maxRequestLength(limits.bytes())
        .service("/healthz", HealthCheckService.of())
        .service(
            "/monitoring/prometheus/metrics",
            PrometheusExpositionService.of(metrics.getPrometheusRegistry()))
        .build();
  }

  private static Server grpc(Models models, RequestLimits limits, InetSocketAddress socket) {
    GrpcService service =
        GrpcService.builder()
            .addServices(List.of(new PredictionService(models), new ModelService(models)))
            .addService(ProtoReflectionServiceV1.newInstance())
            .enableHealthCheckService(true)
            .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
            .maxRequestMessageLength((int) limits.bytes())
            .useClientTimeoutHeader(false) // or a client could hold a request for ever
            .useBlockingTaskExecutor(true)
            .build();
    return common(limits)
        .http(socket)
        .meterRegistry(
            NoopMeterRegistry.get()) // its connections; requests are counted all the same
        .maxRequestLength(limits.bytes() + FRAMES)
        .service(service)
        .build();
  }

  private static ServerBuilder common(RequestLimits limits) {
    return Server.builder()
        .requestTimeout(limits.timeout())
        .idleTimeout(limits.timeout())
        .gracefulShutdownTimeout(QUIET, limits.timeout());
  }

  private static InetSocketAddress socket(String host, int port) {
    InetSocketAddress socket = new InetSocketAddress(host, port);
    if (socket.isUnresolved()) {
      throw new BadInputException(
          "--host: expected an address of this machine, found %s".formatted(host));
    }
    return socket;
  }

  private static void listen(Server server, int port) {
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new BadInputException(
          "port %d: expected one that is free, found %s".formatted(port, e.getCause().getMessage()),
          e);
    }
  }

  /** Of REST. */
  public int port() {
    return rest.activeLocalPort();
  }

  public int grpcPort() {
    return grpc.activeLocalPort();
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
    CompletableFuture.allOf(rest.stop(), grpc.stop()).join();
    models.close();
    closed.countDown();
  }
}
