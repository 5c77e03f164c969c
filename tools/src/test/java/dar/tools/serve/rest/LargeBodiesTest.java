package dar.tools.serve.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.server.Server;
import dar.tools.serve.model.RequestLimits;
import dar.tools.serve.model.ServingMetrics;
import dar.tools.serve.model.WatchedModels;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LargeBodiesTest {
  private static final RequestLimits LIMITS =
      new RequestLimits(8, Duration.ofMillis(1), 1000, 16 << 20, Duration.ofSeconds(20));
  private static final String SMALL = "{\"instances\": [1.0, 2.0, 5.0]}";
  private static final String LARGE = SMALL + " ".repeat(1 << 20);

  /** More of them than a server has threads, none of which is read yet. */
  @Test
  void waitForTheirTurnWhileSmallOnesAreAnswered(@TempDir Path folder) throws Exception {
    BlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    try (WatchedModels models = models(folder)) {
      Server server =
          Server.builder()
              .service(RestService.PATHS, new RestService(models, turns::add))
              .maxRequestLength(LIMITS.bytes())
              .build();
      server.start().join();
      WebClient client = WebClient.of("h1c://127.0.0.1:" + server.activeLocalPort());
      List<CompletableFuture<AggregatedHttpResponse>> large = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        large.add(client.post("/v1/models/half:predict", LARGE).aggregate());
      }
      Runnable first = turns.take();
      assertThat(client.post("/v1/models/half:predict", SMALL).aggregate().get().contentUtf8())
          .contains("2.5");
      assertThat(large).noneMatch(CompletableFuture::isDone);
      first.run();
      for (int i = 1; i < large.size(); i++) {
        turns.take().run();
      }
      for (CompletableFuture<AggregatedHttpResponse> answer : large) {
        assertThat(answer.get().contentUtf8()).contains("2.5");
      }
      assertThat(turns).isEmpty();
      server.stop().join();
    }
  }

  private static WatchedModels models(Path folder) throws IOException {
    HalfPlus.write(2, folder.resolve("half/1"));
    return WatchedModels.open(
        folder, LIMITS, new ServingMetrics(new SimpleMeterRegistry()), line -> {});
  }
}
