package dar.tools.serve.load;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.MediaType;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.tools.LoadedSamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.PredictRequest;
import tensorflow.serving.PredictResponse;
import tensorflow.serving.PredictionServiceGrpc;

/** Asks for the prediction of a sample. */
interface Client {
  CompletableFuture<Float> predict(int sample);

  /** Requests in flight share connections. */
  static Client grpc(ServerProcess server, ClientFactory factory, LoadedSamples samples) {
    List<PredictRequest> requests =
        samples.samples().stream().map(sample -> message(samples.shapes(), sample)).toList();
    var stub =
        GrpcClients.builder("gproto+http://%s:%d/".formatted(server.host(), server.grpcPort()))
            .factory(factory)
            .responseTimeoutMillis(60_000)
            .build(PredictionServiceGrpc.PredictionServiceFutureStub.class);
    return sample -> {
      CompletableFuture<Float> answer = new CompletableFuture<>();
      Futures.addCallback(
          stub.predict(requests.get(sample)),
          new FutureCallback<PredictResponse>() {
            @Override
            public void onSuccess(PredictResponse response) {
              answer.complete(response.getOutputsOrThrow("prediction").getFloatVal(0));
            }

            @Override
            public void onFailure(Throwable failure) {
              answer.completeExceptionally(failure);
            }
          },
          MoreExecutors.directExecutor());
      return answer;
    };
  }

  private static PredictRequest message(
      Map<Modality, ModalityShape> shapes, Map<Modality, float[]> sample) {
    PredictRequest.Builder request =
        PredictRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName("load"));
    sample.forEach(
        (m, values) -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asFloatBuffer().put(values);
          TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
          for (int size : new int[] {1, shapes.get(m).length(), shapes.get(m).width()}) {
            shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
          }
          request.putInputs(
              m.key(),
              TensorProto.newBuilder()
                  .setDtype(DataType.DT_FLOAT)
                  .setTensorShape(shape)
                  .setTensorContent(ByteString.copyFrom(bytes.array()))
                  .build());
        });
    return request.build();
  }

  /** A request in flight has a connection of its own. */
  static Client rest(ServerProcess server, ClientFactory factory, LoadedSamples samples) {
    List<String> bodies =
        samples.samples().stream().map(sample -> json(samples.shapes(), sample)).toList();
    WebClient client =
        WebClient.builder("h1c://%s:%d".formatted(server.host(), server.port()))
            .factory(factory)
            .responseTimeoutMillis(60_000)
            .build();
    return sample ->
        client
            .execute(
                HttpRequest.of(
                    HttpMethod.POST, "/v1/models/load:predict", MediaType.JSON, bodies.get(sample)))
            .aggregate()
            .thenApply(Client::prediction);
  }

  private static String json(Map<Modality, ModalityShape> shapes, Map<Modality, float[]> sample) {
    return sample.entrySet().stream()
        .map(
            entry ->
                "\"%s\":%s"
                    .formatted(
                        entry.getKey().key(),
                        rows(entry.getValue(), shapes.get(entry.getKey()).width())))
        .collect(Collectors.joining(",", "{\"instances\":[{", "}]}"));
  }

  private static List<String> rows(float[] values, int width) {
    return IntStream.range(0, values.length / width)
        .mapToObj(i -> Arrays.toString(Arrays.copyOfRange(values, i * width, (i + 1) * width)))
        .toList();
  }

  /** The only one of {@code {"predictions": [y]}}. */
  private static float prediction(AggregatedHttpResponse response) {
    String json = response.contentUtf8();
    if (!json.replaceAll("\\s", "").startsWith("{\"predictions\":[")) {
      throw new IllegalStateException(response.status() + " " + json);
    }
    return Float.parseFloat(json.substring(json.indexOf('[') + 1, json.indexOf(']')));
  }
}
