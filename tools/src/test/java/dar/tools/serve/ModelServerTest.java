package dar.tools.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.HttpStatus;
import dar.graph.input.BadInputException;
import dar.savedmodel.LoadedModel;
import dar.tools.ExportedModels;
import dar.tools.serve.model.RequestLimits;
import dar.tools.serve.model.Requests;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Example;
import org.tensorflow.proto.TensorProto;
import tensorflow.serving.ClassificationRequest;
import tensorflow.serving.ExampleList;
import tensorflow.serving.GetModelMetadataRequest;
import tensorflow.serving.GetModelMetadataResponse;
import tensorflow.serving.GetModelStatusRequest;
import tensorflow.serving.InferenceTask;
import tensorflow.serving.Input;
import tensorflow.serving.ModelServiceGrpc;
import tensorflow.serving.ModelSpec;
import tensorflow.serving.ModelVersionStatus;
import tensorflow.serving.MultiInferenceRequest;
import tensorflow.serving.PredictRequest;
import tensorflow.serving.PredictResponse;
import tensorflow.serving.PredictionServiceGrpc;
import tensorflow.serving.RegressionRequest;
import tensorflow.serving.ReloadConfigRequest;
import tensorflow.serving.SignatureDefMap;

/** The server as its clients see it. */
@Timeout(60)
class ModelServerTest {
  private static final int BYTES = 1 << 20;
  private static final Address ANY = new Address("127.0.0.1", 0, 0);
  private static final RequestLimits LIMITS =
      new RequestLimits(16, Duration.ofMillis(1), 1000, BYTES, Duration.ofSeconds(20));

  @TempDir private static Path folder;
  private static ModelServer server;
  private static WebClient http;
  private static PredictionServiceGrpc.PredictionServiceBlockingStub predictions;
  private static ModelServiceGrpc.ModelServiceBlockingStub status;

  @BeforeAll
  static void start() {
    ExportedModels.VECTORS.copyTo(folder.resolve("m/3"));
    server = ModelServer.start(folder.resolve("m"), ANY, LIMITS, line -> {});
    http = WebClient.of("http://127.0.0.1:" + server.port());
    predictions = client(PredictionServiceGrpc.PredictionServiceBlockingStub.class);
    status = client(ModelServiceGrpc.ModelServiceBlockingStub.class);
  }

  private static <T> T client(Class<T> type) {
    return GrpcClients.newClient("gproto+http://127.0.0.1:" + server.grpcPort(), type);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void predicts() {
    PredictResponse answer = predictions.predict(request(2).build());
    assertThat(answer.getModelSpec())
        .isEqualTo(
            ModelSpec.newBuilder()
                .setName("m")
                .setVersion(Int64Value.of(3))
                .setSignatureName("serving_default")
                .build());
    assertThat(answer.getOutputsMap()).containsOnlyKeys("prediction");
    try (LoadedModel model = LoadedModel.load(ExportedModels.VECTORS.made())) {
      float[] expected = Requests.predictions(model, ExportedModels.VECTORS, 2);
      for (int i = 0; i < 2; i++) {
        assertThat(answer.getOutputsOrThrow("prediction").getFloatVal(i))
            .isCloseTo(expected[i], within(1e-6f));
      }
    }
  }

  @Test
  void outputsAreFiltered() {
    PredictRequest.Builder request = request(1);
    request.getModelSpecBuilder().setSignatureName("represent");
    request.addOutputFilter("fused");
    assertThat(predictions.predict(request.build()).getOutputsMap()).containsOnlyKeys("fused");
    refuses(
        () -> predictions.predict(request.clone().addOutputFilter("none").build()),
        Status.Code.INVALID_ARGUMENT,
        "output tensor alias not found in signature: none Outputs expected to be in the set"
            + " {fused}.");
    refuses(
        () -> predictions.predict(request.clone().addOutputFilter("fused").build()),
        Status.Code.INVALID_ARGUMENT,
        "duplicate output tensor alias: fused");
  }

  @Test
  void classifiesAndRegresses() {
    Input input =
        Input.newBuilder()
            .setExampleList(ExampleList.newBuilder().addExamples(Example.getDefaultInstance()))
            .build();
    float value =
        predictions
            .regress(
                RegressionRequest.newBuilder()
                    .setModelSpec(specification("regress"))
                    .setInput(input)
                    .build())
            .getResult()
            .getRegressions(0)
            .getValue();
    var classification =
        predictions.classify(
            ClassificationRequest.newBuilder()
                .setModelSpec(specification("classify"))
                .setInput(input)
                .build());
    assertThat(classification.getModelSpec().getSignatureName()).isEqualTo("classify");
    assertThat(classification.getResult().getClassifications(0).getClasses(1).getScore())
        .isCloseTo((1 + value / 3) / 2, within(1e-6f));
    refuses(
        () ->
            predictions.classify(
                ClassificationRequest.newBuilder().setModelSpec(specification("classify")).build()),
        Status.Code.INVALID_ARGUMENT,
        "Input is empty.");
  }

  private static ModelSpec specification(String signature) {
    return ModelSpec.newBuilder().setName("m").setSignatureName(signature).build();
  }

  @Test
  void showsItsSignatures() throws Exception {
    GetModelMetadataRequest.Builder request =
        GetModelMetadataRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName("m"));
    GetModelMetadataResponse metadata =
        predictions.getModelMetadata(request.clone().addMetadataField("signature_def").build());
    assertThat(metadata.getModelSpec().getVersion().getValue()).isEqualTo(3);
    assertThat(
            metadata
                .getMetadataOrThrow("signature_def")
                .unpack(SignatureDefMap.class)
                .getSignatureDefMap())
        .containsOnlyKeys(
            "serving_default", "predict", "represent", "train", "classify", "regress");
    refuses(
        () -> predictions.getModelMetadata(request.build()),
        Status.Code.INVALID_ARGUMENT,
        "GetModelMetadataRequest must specify at least one metadata_field");
    refuses(
        () -> predictions.getModelMetadata(request.clone().addMetadataField("all").build()),
        Status.Code.INVALID_ARGUMENT,
        "Metadata field all is not supported");
  }

  @Test
  void showsItsStatus() {
    GetModelStatusRequest.Builder request =
        GetModelStatusRequest.newBuilder().setModelSpec(ModelSpec.newBuilder().setName("m"));
    assertThat(status.getModelStatus(request.build()).getModelVersionStatusList())
        .singleElement()
        .satisfies(
            version -> {
              assertThat(version.getVersion()).isEqualTo(3);
              assertThat(version.getState()).isEqualTo(ModelVersionStatus.State.AVAILABLE);
              assertThat(version.getStatus().getErrorCodeValue()).isZero();
            });
    request.getModelSpecBuilder().setVersion(Int64Value.of(4));
    refuses(
        () -> status.getModelStatus(request.build()),
        Status.Code.NOT_FOUND,
        "Could not find version 4 of model m");
    refuses(
        () -> status.getModelStatus(GetModelStatusRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "Missing ModelSpec");
  }

  @Test
  void answersSeveralQuestionsAtOnce() {
    MultiInferenceRequest.Builder request =
        MultiInferenceRequest.newBuilder()
            .addTasks(task("regress", "regress"))
            .addTasks(task("classify", "classify"))
            .setInput(
                Input.newBuilder()
                    .setExampleList(
                        ExampleList.newBuilder().addExamples(Example.getDefaultInstance())));
    var results = predictions.multiInference(request.build()).getResultsList();
    assertThat(results).hasSize(2);
    assertThat(results.get(1).getModelSpec())
        .isEqualTo(specification("classify").toBuilder().setVersion(Int64Value.of(3)).build());
    float value = results.get(0).getRegressionResult().getRegressions(0).getValue();
    assertThat(
            results.get(1).getClassificationResult().getClassifications(0).getClasses(1).getScore())
        .isCloseTo((1 + value / 3) / 2, within(1e-6f));
    refuses(
        () ->
            predictions.multiInference(
                request.clone().addTasks(task("regress", "regress")).build()),
        Status.Code.INVALID_ARGUMENT,
        "Duplicate evaluation of signature: regress");
    InferenceTask.Builder elsewhere = task("predict", "regress");
    elsewhere.getModelSpecBuilder().setName("other");
    refuses(
        () -> predictions.multiInference(request.clone().addTasks(elsewhere).build()),
        Status.Code.INVALID_ARGUMENT,
        "All ModelSpecs in a MultiInferenceRequest must access the same model name.");
    refuses(
        () ->
            predictions.multiInference(
                request.clone().addTasks(task("predict", "predict")).build()),
        Status.Code.UNIMPLEMENTED,
        "Unsupported signature method_name: tensorflow/serving/predict");
    refuses(
        () -> predictions.multiInference(MultiInferenceRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "ModelSpec has no name specified.");
  }

  private static InferenceTask.Builder task(String signature, String method) {
    return InferenceTask.newBuilder()
        .setModelSpec(specification(signature))
        .setMethodName("tensorflow/serving/" + method);
  }

  @Test
  void saysWhatItDoesNotDo() {
    refuses(
        () -> status.handleReloadConfigRequest(ReloadConfigRequest.getDefaultInstance()),
        Status.Code.UNIMPLEMENTED,
        "HandleReloadConfigRequest: change models.config, which is read each second");
  }

  @Test
  void refusesWhatIsTooLarge() {
    for (int bytes : new int[] {BYTES, 10 * BYTES}) { // as a message, and as a body of HTTP
      refuses(() -> predictions.predict(zeros(bytes)), Status.Code.RESOURCE_EXHAUSTED, "");
    }
    assertThat(http.post("/healthz", new byte[BYTES + 1]).aggregate().join().status().code())
        .isIn(405, 413);
    predicts();
  }

  private static PredictRequest zeros(int bytes) {
    return request(1)
        .putInputs(
            "visual",
            TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorContent(ByteString.copyFrom(new byte[bytes]))
                .build())
        .build();
  }

  @Test
  void tellsOfItsHealth() {
    assertThat(http.get("/healthz").aggregate().join().status()).isEqualTo(HttpStatus.OK);
    assertThat(
            client(HealthGrpc.HealthBlockingStub.class)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
  }

  @Test
  void counts() {
    predicts();
    assertThat(http.get("/monitoring/prometheus/metrics").aggregate().join().contentUtf8())
        .containsPattern(
            "dar_serve_request_seconds_count\\{code=\"OK\",method=\"predict\",model=\"m\"\\} [1-9]")
        .containsPattern("dar_serve_request_seconds_bucket\\{.*le=\"0.01\"\\}")
        .containsPattern("dar_serve_batch_samples_bucket\\{model=\"m\",le=\"16.0\"\\} [1-9]")
        .contains("dar_serve_waiting_samples{model=\"m\"} 0.0")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void answersWhatItHasBeforeItStops() throws Exception {
    Duration patience = Duration.ofMillis(300); // so that a request is there when it stops
    ModelServer stopped =
        ModelServer.start(
            folder.resolve("m"),
            ANY,
            new RequestLimits(16, patience, 1000, BYTES, LIMITS.timeout()),
            line -> {});
    var client =
        GrpcClients.newClient(
            "gproto+http://127.0.0.1:" + stopped.grpcPort(),
            PredictionServiceGrpc.PredictionServiceFutureStub.class);
    client.predict(request(1).build()).get(); // connected
    var waiting = client.predict(request(2).build());
    Thread.sleep(100);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(stopped::close);
    assertThat(waiting.get().getOutputsOrThrow("prediction").getFloatValCount()).isEqualTo(2);
    closed.join();
    stopped.awaitClosed();
  }

  @Test
  void aTakenPortIsToldBeforeAnythingIsLoaded() {
    List<String> log = new ArrayList<>();
    for (Address taken :
        List.of(
            new Address("127.0.0.1", server.grpcPort(), 0),
            new Address("127.0.0.1", 0, server.grpcPort()))) {
      assertThatThrownBy(() -> ModelServer.start(folder.resolve("m"), taken, LIMITS, log::add))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("port %d: expected one that is free".formatted(server.grpcPort()));
    }
    assertThat(log).isEmpty();
  }

  private static PredictRequest.Builder request(int size) {
    return PredictRequest.newBuilder()
        .setModelSpec(ModelSpec.newBuilder().setName("m"))
        .putAllInputs(Requests.inputs(ExportedModels.VECTORS, size));
  }

  private static void refuses(ThrowingCallable request, Status.Code code, String message) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(code);
              assertThat(e.getStatus().getDescription()).startsWith(message);
            });
  }
}
