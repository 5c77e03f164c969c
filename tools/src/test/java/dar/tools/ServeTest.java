package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.WebClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dar serve} as a command. */
@Timeout(60)
class ServeTest {
  @TempDir private Path folder;

  @Test
  void servesUntilItIsStopped() throws Exception {
    ExportedModels.SLIM.copyTo(folder.resolve("m/1"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Thread server =
        new Thread(
            () ->
                Dar.run(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    "serve",
                    folder.toString(),
                    "--port",
                    "0",
                    "--grpc-port",
                    "0",
                    "--json"));
    server.start();
    while (!out.toString().contains("\n")) {
      assertThat(server.isAlive()).as(err.toString()).isTrue();
      Thread.sleep(20);
    }
    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.get("models").get(0).asText()).isEqualTo("m");
    assertThat(err.toString())
        .contains("dar: m/1: served")
        .contains(
            "REST http://127.0.0.1:%d/v1/models/NAME, gRPC 127.0.0.1:%d"
                .formatted(told.get("port").asInt(), told.get("grpc_port").asInt()));
    WebClient client = WebClient.of("http://127.0.0.1:" + told.get("port").asInt());
    assertThat(client.get("/healthz").aggregate().join().status().code()).isEqualTo(200);
    server.interrupt();
    server.join();
    assertThat(err.toString()).contains("dar: m/1: not served any more");
  }

  @Test
  void whatCannotBeServedIsToldInALine() throws Exception {
    refuses("found nothing there", folder.resolve("none"));
    refuses("found no model", Files.createDirectory(folder.resolve("empty")));
    Files.writeString(
        Files.createDirectories(folder.resolve("damaged/m/1")).resolve("saved_model.pb"), "half");
    refuses("expected a SavedModel, found a file that is damaged", folder.resolve("damaged"));
    refuses("--max-batch: expected in [1, 6400], found 0", folder, "--max-batch", "0");
    refuses("--port: expected in [0, 65535], found 65536", folder, "--port", "65536");
    ExportedModels.SLIM.copyTo(folder.resolve("m/1"));
    refuses(
        "--host: expected an address of this machine, found no host",
        folder.resolve("m"),
        "--host",
        "no host");
  }

  private static void refuses(String message, Path models, String... options) {
    Object[] words = new Object[2 + options.length];
    words[0] = "serve";
    words[1] = models;
    System.arraycopy(options, 0, words, 2, options.length);
    CommandLineRun run = CommandLineRun.of(words);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines().toList().get((int) run.err().lines().count() - 1))
        .startsWith("dar: ")
        .contains(message);
  }
}
