package dar.tools.serve.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.WebClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code dar serve} of its own. */
record ServerProcess(Process process, String host, int port, int grpcPort)
    implements AutoCloseable {

  static ServerProcess start(Path models, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("tools/dar", "serve", models.toString()));
    command.addAll(List.of("--port", "0", "--grpc-port", "0", "--json"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader();
    JsonNode told = new ObjectMapper().readTree(output.readLine());
    return new ServerProcess(
        process,
        told.get("host").asText(),
        told.get("port").asInt(),
        told.get("grpc_port").asInt());
  }

  /** What the process has in memory, in MiB; Linux knows. */
  long residentMebibytes() throws IOException {
    Path status = Path.of("/proc/%d/status".formatted(process.pid()));
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum()
        / 1024;
  }

  /** What of the heap is used, in MiB, as its metrics say. */
  long heapMebibytes() {
    return told("/monitoring/prometheus/metrics")
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum()
        >> 20;
  }

  /** What it answers to a GET. */
  String told(String path) {
    return WebClient.of("http://%s:%d".formatted(host, port))
        .get(path)
        .aggregate()
        .join()
        .contentUtf8();
  }

  @Override
  public void close() {
    process.destroy(); // SIGTERM
    process.onExit().join();
  }
}
