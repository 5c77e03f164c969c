package dar.tools.serve;

import com.google.protobuf.MessageLite;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import dar.graph.input.InputNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.PredictLog;
import tensorflow.serving.PredictionLog;

/**
 * Asks a server through its own ports what its models warm up with. The models have answered that
 * before; what is warmed up here is all that lies between them and a client, so that nobody's first
 * request waits for classes to be loaded. How it is answered does not matter.
 */
final class FirstRequests implements AutoCloseable {
  /** Then the loading is over, and what is left to a compiler is little. */
  private static final int TIMES = 24;

  /** Of a model that wants no warm-up: it is refused, by all that lies before the model. */
  private static final PredictionLog EMPTY =
      PredictionLog.newBuilder().setPredictLog(PredictLog.getDefaultInstance()).build();

  private static final byte[] SENTENCE =
      "{\"instances\": [{\"text\": \"A sentence.\"}]}".getBytes(StandardCharsets.UTF_8);

  private static final String SERVICE = "/tensorflow.serving.PredictionService/";
  private static final String GRPC = "application/grpc+proto";

  private final ClientFactory factory = ClientFactory.builder().workerGroup(1).build();
  private final WebClient rest;
  private final WebClient grpc;
  private final List<CompletableFuture<?>> sent = new ArrayList<>();

  FirstRequests(String host, int port, int grpcPort) {
    rest = client("h1c", host, port);
    grpc = client("h2c", host, grpcPort);
  }

  private WebClient client(String protocol, String host, int port) {
    return WebClient.builder("%s://%s:%d".formatted(protocol, host, port))
        .factory(factory)
        .responseTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Sends all, several times; together, since each may wait for others to share a batch with. */
  void send(Map<String, List<PredictionLog>> requests) {
    for (int i = 0; i < TIMES; i++) {
      requests.forEach(
          (model, logs) ->
              (logs.isEmpty() ? List.of(EMPTY) : logs).forEach(log -> send(model, log)));
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .exceptionally(failure -> null) // a request that fails has warmed up what it came to
          .join();
      sent.clear();
    }
  }

  private void send(String model, PredictionLog log) {
    switch (log.getLogTypeCase()) {
      case PREDICT_LOG -> {
        var request = log.getPredictLog().getRequest().toBuilder();
        name(request.getModelSpecBuilder(), model);
        call("Predict", request.build());
        post(model, "predict", WarmUpJson.columns(request.build()));
        post(model, "predict", WarmUpJson.rows(request.build()));
        if (request.containsInputs(InputNames.LANGUAGE_IDS)) {
          post(model, "predict", SENTENCE); // what makes tokens of it, too
        }
      }
      case CLASSIFY_LOG -> {
        var request = log.getClassifyLog().getRequest().toBuilder();
        name(request.getModelSpecBuilder(), model);
        call("Classify", request.build());
        post(model, "classify", WarmUpJson.of(request.getModelSpec(), request.getInput()));
      }
      case REGRESS_LOG -> {
        var request = log.getRegressLog().getRequest().toBuilder();
        name(request.getModelSpecBuilder(), model);
        call("Regress", request.build());
        post(model, "regress", WarmUpJson.of(request.getModelSpec(), request.getInput()));
      }
      case LOGTYPE_NOT_SET -> {}
    }
  }

  /** The server may have the model under another name than its exporter knew. */
  private static void name(ModelSpec.Builder specification, String model) {
    specification.setName(model).clearVersionChoice();
  }

  private void call(String method, MessageLite request) {
    byte[] message = request.toByteArray();
    ByteBuffer framed = ByteBuffer.allocate(1 + Integer.BYTES + message.length);
    framed.put((byte) 0).putInt(message.length).put(message); // not compressed
    RequestHeaders headers =
        RequestHeaders.of(
            HttpMethod.POST,
            SERVICE + method,
            HttpHeaderNames.CONTENT_TYPE,
            GRPC,
            HttpHeaderNames.TE,
            "trailers");
    sent.add(grpc.execute(headers, framed.array()).aggregate());
  }

  private void post(String model, String method, byte[] body) {
    RequestHeaders headers =
        RequestHeaders.of(
            HttpMethod.POST,
            "/v1/models/%s:%s".formatted(model, method),
            HttpHeaderNames.CONTENT_TYPE,
            MediaType.JSON);
    sent.add(rest.execute(headers, body).aggregate());
  }

  /** Does not wait for it: nothing comes after. */
  @Override
  public void close() {
    CompletableFuture<?> unused = factory.closeAsync();
  }
}
