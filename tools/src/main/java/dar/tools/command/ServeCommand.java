package dar.tools.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.BadInputException;
import dar.tools.serve.Address;
import dar.tools.serve.ModelServer;
import dar.tools.serve.model.RequestLimits;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves exported models until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Serve exported models by TensorFlow Serving's REST and gRPC, until stopped.",
      "The newest version of each model answers; one that appears later takes over.",
      "For one machine and for tests: no encryption, no authentication."
    })
public final class ServeCommand implements Callable<Integer> {
  /** A hundred full batches, as batching.config has it. */
  private static final int WAITING = 6400;

  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST_MEBIBYTES = 1024;

  @Parameters(
      paramLabel = "DIR",
      description = "What export --name wrote, or the folder of one model's versions.")
  private Path folder;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8501",
      description = "Of REST; ${DEFAULT-VALUE} if not given, 0 for any.")
  private int port;

  @Option(
      names = "--grpc-port",
      paramLabel = "P",
      defaultValue = "8500",
      description = "Of gRPC; ${DEFAULT-VALUE} if not given, 0 for any.")
  private int grpcPort;

  @Option(
      names = "--host",
      paramLabel = "H",
      defaultValue = "127.0.0.1",
      description = "Where to listen; ${DEFAULT-VALUE} if not given, 0.0.0.0 for everywhere.")
  private String host;

  @Option(
      names = "--max-batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "The most samples to run together; ${DEFAULT-VALUE} if not given.")
  private int maxBatch;

  @Option(
      names = "--batch-timeout",
      paramLabel = "MS",
      defaultValue = "1",
      description = "How long to wait for others; ${DEFAULT-VALUE} ms if not given.")
  private int batchTimeout;

  @Option(
      names = "--max-body",
      paramLabel = "MIB",
      defaultValue = "64",
      description = "The largest request; ${DEFAULT-VALUE} MiB if not given.")
  private int maxBody;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      defaultValue = "30",
      description = "How long a request may take; ${DEFAULT-VALUE} s if not given.")
  private int timeout;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    expect("--port", port, 0, 65535);
    expect("--grpc-port", grpcPort, 0, 65535);
    expect("--max-batch", maxBatch, 1, WAITING);
    expect("--batch-timeout", batchTimeout, 0, 1000);
    expect("--max-body", maxBody, 1, MOST_MEBIBYTES);
    expect("--timeout", timeout, 1, 3600);
    RequestLimits limits =
        new RequestLimits(
            maxBatch,
            Duration.ofMillis(batchTimeout),
            WAITING,
            (long) maxBody * MEBIBYTE,
            Duration.ofSeconds(timeout));
    PrintWriter err = spec.commandLine().getErr();
    try (ModelServer server =
        ModelServer.start(
            folder,
            new Address(host, port, grpcPort),
            limits,
            line -> err.println("dar: " + line))) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop serving"));
      err.printf(
          "dar: serving: REST http://%s:%d/v1/models/NAME, gRPC %s:%d%n",
          host, server.port(), host, server.grpcPort());
      output.result(() -> "", () -> json(server));
      server.awaitClosed();
    }
    return 0;
  }

  private static void expect(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new BadInputException(
          "%s: expected in [%d, %d], found %d".formatted(option, least, most, value));
    }
  }

  private ObjectNode json(ModelServer server) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("host", host).put("port", server.port()).put("grpc_port", server.grpcPort());
    server.names().forEach(node.putArray("models")::add);
    return node;
  }
}
