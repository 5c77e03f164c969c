package dar.tools.serve.model;

import dar.savedmodel.serving.Method;
import io.grpc.Status;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is counted of requests: {@code dar_serve_request_seconds} by model, method and code with a
 * histogram, {@code dar_serve_batch_samples} and {@code dar_serve_waiting_samples} by model.
 */
public record ServingMetrics(MeterRegistry registry) {
  private static final String REQUEST = "dar.serve.request";
  private static final String MODEL = "model";

  private static final Duration[] LATENCIES =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 30000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** Powers of two. */
  private static final double[] BATCHES =
      IntStream.rangeClosed(0, 10).mapToDouble(i -> 1 << i).toArray();

  void answered(String model, Method method, Status.Code code, long nanoseconds) {
    Timer.builder(REQUEST)
        .tag(MODEL, model)
        .tag("method", method.key())
        .tag("code", code.name())
        .serviceLevelObjectives(LATENCIES)
        .register(registry)
        .record(Duration.ofNanos(nanoseconds));
  }

  /** Forgets what has been answered, and counts on from none. */
  public void restart() {
    registry.find(REQUEST).meters().forEach(registry::remove);
  }

  /** Takes the size of each batch of a model. */
  IntConsumer batches(String model) {
    DistributionSummary sizes =
        DistributionSummary.builder("dar.serve.batch")
            .baseUnit("samples")
            .tag(MODEL, model)
            .serviceLevelObjectives(BATCHES)
            .register(registry);
    return sizes::record;
  }

  void watch(String model, ModelVersions versions) {
    Gauge.builder("dar.serve.waiting", versions, ModelVersions::waiting)
        .baseUnit("samples")
        .tag(MODEL, model)
        .register(registry);
  }
}
