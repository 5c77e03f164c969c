package dar.tools.serve.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.tools.serve.model.RequestLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that are made to break a server: each gets the right status and one line, and the server
 * goes on answering.
 */
class HostileRequestsTest {
  /** How many bodies are tried; {@code -Ddar.hostile.bodies=10000} tries as many as it says. */
  private static final int BODIES = Integer.getInteger("dar.hostile.bodies", 2000);

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int LARGEST = 1 << 20;
  private static final String GOOD = "{\"instances\": [1.0, 2.0, 5.0]}";

  private static RestServer server;

  @BeforeAll
  static void serve(@TempDir Path folder) throws IOException {
    HalfPlus.write(2, folder.resolve("half/1"));
    EchoModel.write(folder.resolve("echo/1"));
    server =
        RestServer.start(
            folder, new RequestLimits(8, Duration.ofMillis(1), 1000, LARGEST, PATIENCE));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** On a connection of its own: one that is kept may just have waited too long. */
  @AfterEach
  void theServerAnswers() {
    raw()
        .ask(
            "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(GOOD.length(), GOOD))
        .assertGood("{\"predictions\": [2.5, 3.0, 4.5]}");
  }

  private static RawClient raw() {
    return new RawClient(server.server().port());
  }

  /** Mutations may leave a body good; then it is answered. */
  @Test
  void brokenBodies() {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < BODIES; i++) {
      Mutations.Case broken = Mutations.next(random);
      Answer answer =
          server.ask("POST", "/v1/models/" + broken.target(), broken.body().getBytes(ISO_8859_1));
      if (answer.status() == 200) {
        assertThat(answer.json().size()).isEqualTo(1);
      } else {
        answer.assertError(400);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(BODIES / 2);
  }

  @Test
  void deepJson() {
    for (String body :
        List.of(
            "[".repeat(100_000),
            "{\"instances\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}",
            "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
            "{\"signature_name\": \"x\", \"a\": " + "[".repeat(50_000) + "}")) {
      server.post("/v1/models/half:predict", body).assertError(400, "JSON");
    }
    server
        .post(
            "/v1/models/half:predict",
            "{\"instances\": " + "[".repeat(255) + "1" + "]".repeat(255) + "}")
        .assertError(400);
  }

  @Test
  void clientsThatCloseTheirSideAreAnswered() {
    String head = "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n";
    raw()
        .askAndEnd(head.formatted(GOOD.length()) + GOOD)
        .assertGood("{\"predictions\": [2.5, 3.0, 4.5]}");
    assertThat(raw().askAndEnd("GET /v1/models/half HTTP/1.1\r\nHost: a\r\n\r\n").status())
        .isEqualTo(200);
    assertThat(raw().askAndEnd("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(404);
    raw()
        .askAndEnd(head.formatted(GOOD.length()) + GOOD + head.formatted(GOOD.length()) + "{")
        .assertGood("{\"predictions\": [2.5, 3.0, 4.5]}");
    assertThatThrownBy(() -> raw().askAndEnd(head.formatted(GOOD.length() + 1) + GOOD))
        .hasMessage("no HTTP: "); // half a request has no answer, and is not waited for
  }

  @Test
  void bodiesOverTheLimit() {
    server
        .post("/v1/models/half:predict", GOOD + " ".repeat(LARGEST))
        .assertError(413, "expected at most 1048576 bytes");
    raw()
        .ask(
            "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n",
            " ".repeat(LARGEST + 10),
            0)
        .assertError(413, "expected at most 1048576 bytes");
    raw()
        .ask(
            "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "10000\r\n%s\r\n".formatted(" ".repeat(0x10000)).repeat(20),
            0)
        .assertError(413, "expected at most 1048576 bytes");
  }

  @Test
  void compressedBodies() throws IOException {
    server
        .gzip("/v1/models/half:predict", gzip(GOOD))
        .assertGood("{\"predictions\": [2.5, 3.0, 4.5]}");
    server
        .gzip("/v1/models/half:predict", gzip(GOOD + " ".repeat(100 * LARGEST)))
        .assertError(413, "expected at most 1048576 bytes");
    server
        .gzip("/v1/models/half:predict", GOOD.getBytes(ISO_8859_1))
        .assertError(400, "expected gzip");
    server
        .gzip("/v1/models/half:predict", Arrays.copyOf(gzip(GOOD), 20))
        .assertError(400, "The document");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  @Test
  void slowBodies() {
    long began = System.nanoTime();
    raw()
        .ask(
            "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
            "{\"instances\": [" + "1, ".repeat(300),
            100)
        .assertError(408, "did not arrive in time");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE.multipliedBy(3));
  }

  @Test
  void slowHeaders() {
    long began = System.nanoTime();
    String answer =
        raw()
            .exchange("", "GET /v1/models/half HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(1000), 100);
    assertThat(answer).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE.multipliedBy(3));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/models/../half, 400",
    "GET, /v1/models/../../etc/passwd, 400",
    "GET, /v1/models/%2e%2e/half, 400",
    "GET, /v1/models/%2E%2E%2Fhalf, 400",
    "GET, /v1/models/..%2f..%2fetc%2fpasswd, 400",
    "GET, /v1/models/half%00, 400",
    "GET, /v1/models/%00, 400",
    "GET, /v1/models/half%0a%0d, 400",
    "GET, /v1/models/%ff%fe, 404",
    "GET, /v1/models/%c0%ae%c0%ae, 404",
    "GET, /v1/models/%zz, 400",
    "GET, /v1/models/%, 400",
    "GET, /v1/models/half/versions/../1, 400",
    "GET, /v1/models/half/versions/-1, 400",
    "GET, /v1/models/half/versions/99999999999999999999, 400",
    "GET, /v1/models/half/versions/1%2f..%2f1, 400",
    "GET, /v1/models/half/labels/%2e%2e, 400",
    "GET, /v1/models//half, 400",
    "GET, //v1/models/half, 400",
    "GET, /v1/models/half/metadata/x, 400",
    "GET, /v1/models/C:\\half, 400",
    "GET, /v1/models/half;a=b, 404",
    "GET, /v1/models/{half}, 404",
    "POST, /v1/models/half:predict:predict, 400",
    "POST, /v1/models/:predict, 400",
    "POST, /v1/models/../half:predict, 400",
    "POST, /../v1/models/half:predict, 400",
    "BREW, /v1/models/half, 405",
    "CONNECT, /v1/models/half, 405",
    "TRACE, /v1/models/half, 400",
  })
  void pathTricks(String method, String path, int status) {
    raw()
        .ask("%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".formatted(method, path))
        .assertError(status);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 5000, 100_000})
  void longNames(int length) {
    Answer answer =
        raw()
            .ask(
                "GET /v1/models/%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                    .formatted("a".repeat(length)));
    assertThat(answer.status()).isIn(400, 404, 414, 431);
    answer.assertError(answer.status());
    assertThat(answer.body().length()).isLessThan(1200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0016\u0003\u0001\u0002\u0000\u0001",
        "GET\r\n\r\n",
        "hello\r\n\r\n",
        "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        "POST /v1/models/half:predict HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /v1/models/half HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n",
      })
  void whatIsNoHttp(String bytes) {
    String answer = raw().exchange(bytes, "", 0);
    assertThat(answer).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
  }
}
