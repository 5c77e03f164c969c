package dar.tools.serve.rest;

import com.linecorp.armeria.common.prometheus.PrometheusMeterRegistries;
import com.linecorp.armeria.server.Server;
import dar.tools.serve.model.RequestLimits;
import dar.tools.serve.model.ServingMetrics;
import dar.tools.serve.model.WatchedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** A server of a folder, on a free port, and a client of it. */
record RestServer(Server server, WatchedModels models, HttpClient client) implements AutoCloseable {
  static RestServer start(Path folder) {
    return start(
        folder,
        new RequestLimits(8, Duration.ofMillis(1), 1, 1000, 1 << 22, Duration.ofSeconds(20)));
  }

  static RestServer start(Path folder, RequestLimits limits) {
    WatchedModels models =
        WatchedModels.open(
            folder,
            limits,
            new ServingMetrics(PrometheusMeterRegistries.newRegistry()),
            line -> {});
    Server server =
        Server.builder()
            .http(0)
            .requestTimeout(limits.timeout())
            .idleTimeout(limits.timeout())
            .maxRequestLength(limits.bytes())
            .service(RestService.PATHS, new RestService(models))
            .errorHandler(new JsonFailures())
            .build();
    server.start().join();
    return new RestServer(
        server, models, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  int port() {
    return server.activeLocalPort();
  }

  Answer get(String path) {
    return ask("GET", path, "");
  }

  Answer post(String path, String body) {
    return ask("POST", path, body);
  }

  Answer ask(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port(), path)))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop().join();
    models.close();
  }
}
