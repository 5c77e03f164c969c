package dar.tools.serve.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dar.tools.serve.Address;
import dar.tools.serve.ModelServer;
import dar.tools.serve.model.RequestLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** A server of a folder, on free ports, and a client of its REST. */
record RestServer(ModelServer server, HttpClient client) implements AutoCloseable {
  static final RequestLimits LIMITS =
      new RequestLimits(8, Duration.ofMillis(1), 1000, 1 << 20, Duration.ofSeconds(20));

  static RestServer start(Path folder, RequestLimits limits) {
    return new RestServer(
        ModelServer.start(folder, new Address("127.0.0.1", 0, 0), limits, line -> {}),
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  Answer get(String path) {
    return ask("GET", path, new byte[0]);
  }

  Answer post(String path, String body) {
    return ask("POST", path, body.getBytes(UTF_8));
  }

  /** Posts what is said to be compressed. */
  Answer gzip(String path, byte[] body) {
    return answer(
        to(path).header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(body)).build());
  }

  Answer ask(String method, String path, byte[] body) {
    return answer(
        to(path)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
  }

  private Answer answer(HttpRequest request) {
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
    server.close();
  }
}
