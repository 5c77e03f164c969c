package dar.tools.serve;

import com.google.common.util.concurrent.MoreExecutors;
import com.linecorp.armeria.common.encoding.StreamDecoderFactory;
import com.linecorp.armeria.common.grpc.GrpcSerializationFormats;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.DecodingService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import com.linecorp.armeria.server.prometheus.PrometheusExpositionService;
import dar.graph.input.BadInputException;
import dar.tools.serve.grpc.ModelService;
import dar.tools.serve.grpc.PredictionService;
import dar.tools.serve.model.Models;
import dar.tools.serve.model.RequestLimits;
import dar.tools.serve.rest.JsonFailures;
import dar.tools.serve.rest.RestService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** Two ports that are listened on, and what answers behind them. */
record Ports(Server rest, Server grpc) implements AutoCloseable {
  /** How long no request must have come before a server that is closed stops listening. */
  private static final Duration QUIET = Duration.ofMillis(200);

  /** Threads that decode and encode, beside those that move bytes and those of the models. */
  private static final int THREADS = 16;

  /** Beside a request in a message of HTTP. */
  private static final int FRAMES = 1 << 16;

  /**
   * Begins to listen.
   *
   * @throws BadInputException where a port is taken
   */
  static Ports open(
      Models models, RequestLimits limits, PrometheusMeterRegistry metrics, Address address) {
    AtomicLong room = WholeBodies.room();
    Ports ports =
        new Ports(
            rest(models, limits, room, metrics, address.socket(address.port())),
            grpc(models, limits, room, address.socket(address.grpcPort())));
    try {
      listen(ports.rest, address.port());
      listen(ports.grpc, address.grpcPort());
      return ports;
    } catch (RuntimeException e) {
      ports.close();
      throw e;
    }
  }

  private static Server rest(
      Models models,
      RequestLimits limits,
      AtomicLong room,
      PrometheusMeterRegistry metrics,
      InetSocketAddress socket) {
    ScheduledExecutorService pool = pool();
    return common(limits, pool)
        .http(socket)
        .childChannelPipelineCustomizer(HalfClosed::watch)
        .decorator(HalfClosed::serve)
        .meterRegistry(metrics)
        .maxRequestLength(limits.bytes())
        .service(
            RestService.PATHS,
            new RestService(models, MoreExecutors.newSequentialExecutor(pool))
                .decorate(WholeBodies.of(room))
                .decorate(DecodingService.newDecorator(StreamDecoderFactory.gzip())))
        .errorHandler(new JsonFailures())
        .service("/healthz", HealthCheckService.of())
        .service(
            "/monitoring/prometheus/metrics",
            PrometheusExpositionService.of(metrics.getPrometheusRegistry()))
        .build();
  }

  private static Server grpc(
      Models models, RequestLimits limits, AtomicLong room, InetSocketAddress socket) {
    GrpcService requests =
        grpc(limits)
            .addServices(List.of(new PredictionService(models), new ModelService(models)))
            .useBlockingTaskExecutor(true)
            .build();
    GrpcService others =
        grpc(limits)
            .addService(ProtoReflectionServiceV1.newInstance())
            .enableHealthCheckService(true)
            .build();
    return common(limits, pool())
        .http(socket)
        .meterRegistry(
            new SimpleMeterRegistry()) // its connections; requests are counted all the same
        .maxRequestLength(limits.bytes() + FRAMES)
        .service(requests, WholeBodies.of(room))
        .service(others)
        .errorHandler(new GrpcFailures())
        .build();
  }

  private static GrpcServiceBuilder grpc(RequestLimits limits) {
    return GrpcService.builder()
        .supportedSerializationFormats(GrpcSerializationFormats.PROTO)
        .maxRequestMessageLength((int) limits.bytes())
        .useClientTimeoutHeader(false); // or a client could hold a request for ever
  }

  private static ScheduledExecutorService pool() {
    return Executors.newScheduledThreadPool(THREADS);
  }

  private static ServerBuilder common(RequestLimits limits, ScheduledExecutorService pool) {
    return Server.builder()
        .requestTimeout(limits.timeout())
        .idleTimeout(limits.timeout())
        .unloggedExceptionsReportInterval(Duration.ZERO) // they are answered
        .blockingTaskExecutor(pool, true)
        .gracefulShutdownTimeout(QUIET, limits.timeout());
  }

  private static void listen(Server server, int port) {
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw Address.taken(port, e.getCause());
    }
  }

  /** Takes no more requests, and answers those that are there. */
  CompletableFuture<Void> stop() {
    return CompletableFuture.allOf(rest.stop(), grpc.stop());
  }

  /** Stops, and waits until it has. */
  @Override
  public void close() {
    stop().join();
  }
}
