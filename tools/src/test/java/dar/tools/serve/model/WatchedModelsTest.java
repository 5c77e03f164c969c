package dar.tools.serve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dar.graph.language.Tokenizer;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.serving.Method;
import dar.tools.ExportedModels;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorProto;
import tensorflow.serving.ExampleList;
import tensorflow.serving.Input;

/** What a server answers is what a loaded model predicts, however requests are joined. */
@Timeout(60)
class WatchedModelsTest {
  private static final VersionChoice LATEST = new VersionChoice.Latest();
  private static final RequestLimits LIMITS =
      new RequestLimits(16, Duration.ofMillis(20), 1000, 1 << 20, Duration.ofSeconds(30));

  @TempDir private static Path folder;
  private static MeterRegistry metrics;
  private static WatchedModels models;

  @BeforeAll
  static void open() {
    for (ExportedModels model :
        List.of(ExportedModels.VECTORS, ExportedModels.SLIM, ExportedModels.SENTENCES)) {
      model.copyTo(folder.resolve(name(model)).resolve("3"));
    }
    metrics = new SimpleMeterRegistry();
    models = WatchedModels.open(folder, LIMITS, new ServingMetrics(metrics), line -> {});
  }

  @AfterAll
  static void close() {
    models.close();
    assertThat(models.status("VECTORS", LATEST))
        .extracting(VersionStatus::state)
        .containsExactly(VersionStatus.State.END);
  }

  private static String name(ExportedModels model) {
    return model.name();
  }

  @Test
  void joinedRequestsAreAnsweredAsByThemselves() {
    joined(ExportedModels.VECTORS);
  }

  @Test
  void slimModelsAreServed() {
    joined(ExportedModels.SLIM);
  }

  @Test
  void tokensAreServed() {
    joined(ExportedModels.SENTENCES);
  }

  private static void joined(ExportedModels made) {
    double batches = metrics.get("dar.serve.batch").tag("model", name(made)).summary().count();
    int most = 40; // more than a batch
    List<CompletableFuture<Map<String, TensorProto>>> answers = new ArrayList<>();
    for (int size = 1; size <= most; size++) {
      answers.add(predict(made, Requests.inputs(made, size)));
    }
    try (LoadedModel model = LoadedModel.load(made.made())) {
      for (int size = 1; size <= most; size++) {
        same(answers.get(size - 1).join(), Requests.predictions(model, made, size));
      }
    }
    assertThat(metrics.get("dar.serve.batch").tag("model", name(made)).summary().count() - batches)
        .isBetween((double) most * (most + 1) / 2 / LIMITS.batch(), most * 1.9);
  }

  private static void same(Map<String, TensorProto> answer, float[] expected) {
    TensorProto predictions = answer.get("prediction");
    assertThat(predictions.getTensorShape()).isEqualTo(Requests.shape(expected.length));
    assertThat(predictions.getFloatValCount()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(predictions.getFloatVal(i)).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @Test
  void whatIsNotGivenIsMissing() {
    Map<String, TensorProto> given = new HashMap<>(Requests.inputs(ExportedModels.VECTORS, 2));
    given.keySet().retainAll(List.of("visual"));
    Map<String, TensorProto> zeros = new HashMap<>(Requests.inputs(ExportedModels.VECTORS, 2));
    zeros.replaceAll(
        (name, tensor) ->
            name.equals("visual") ? tensor : tensor.toBuilder().clearTensorContent().build());
    assertThat(predict(ExportedModels.VECTORS, given).join())
        .isEqualTo(predict(ExportedModels.VECTORS, zeros).join());
  }

  @Test
  void noSampleIsNoAnswer() {
    for (ExportedModels model : List.of(ExportedModels.VECTORS, ExportedModels.SENTENCES)) {
      Map<String, TensorProto> none = new HashMap<>(Requests.inputs(model, 1));
      none.replaceAll(
          (name, tensor) -> {
            TensorProto.Builder empty = tensor.toBuilder().clearTensorContent();
            empty.getTensorShapeBuilder().getDimBuilder(0).setSize(0);
            return empty.build();
          });
      assertThat(predict(model, none).join().values())
          .allSatisfy(answer -> assertThat(answer.getTensorShape().getDim(0).getSize()).isZero());
    }
  }

  @Test
  void textIsTokenized() {
    String sentence = "I really liked this film";
    Map<String, TensorProto> tokens = new HashMap<>(Requests.inputs(ExportedModels.SENTENCES, 1));
    TensorProto.Builder ids = tokens.get("language_ids").toBuilder().clearTensorContent();
    TensorProto.Builder mask = ids.clone();
    try (LoadedModel model = LoadedModel.load(ExportedModels.SENTENCES.made());
        Tokenizer tokenizer = Tokenizer.of(model.tokenizer().orElseThrow())) {
      Tokenizer.Encoding encoding = tokenizer.encode(sentence, 10);
      for (int i = 0; i < 10; i++) {
        ids.addIntVal(encoding.ids()[i]);
        mask.addIntVal(i < encoding.count() ? 1 : 0);
      }
    }
    tokens.put("language_ids", ids.build());
    tokens.put("language_mask", mask.build());
    Map<String, TensorProto> text = new HashMap<>(tokens);
    text.remove("language_ids");
    text.remove("language_mask");
    text.put("text", text(ByteString.copyFromUtf8(sentence)));
    assertThat(predict(ExportedModels.SENTENCES, text).join())
        .isEqualTo(predict(ExportedModels.SENTENCES, tokens).join());
  }

  @Test
  void blankTextIsMissing() {
    Map<String, TensorProto> text = new HashMap<>(Requests.inputs(ExportedModels.SENTENCES, 1));
    text.remove("language_ids");
    text.remove("language_mask");
    Map<String, TensorProto> without = Map.copyOf(text);
    text.put("text", text(ByteString.copyFromUtf8(" \n")));
    assertThat(predict(ExportedModels.SENTENCES, text).join())
        .isEqualTo(predict(ExportedModels.SENTENCES, without).join());
  }

  private static TensorProto text(ByteString sentence) {
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_STRING)
        .setTensorShape(Requests.shape(1))
        .addStringVal(sentence)
        .build();
  }

  @Test
  void badTextIsRefused() {
    TensorProto good = text(ByteString.copyFromUtf8("good"));
    refuses(
        predict(ExportedModels.VECTORS, Map.of("text", good)),
        Status.Code.INVALID_ARGUMENT,
        "text: expected a model that reads sentences, found one that does not");
    refuses(
        predict(
            ExportedModels.SENTENCES, Map.of("text", text(ByteString.copyFrom(new byte[] {-1})))),
        Status.Code.INVALID_ARGUMENT,
        "text: expected at most 65536 bytes of UTF-8, found other bytes");
    refuses(
        predict(
            ExportedModels.SENTENCES,
            Map.of("text", text(ByteString.copyFromUtf8("a".repeat(65537))))),
        Status.Code.INVALID_ARGUMENT,
        "text: expected at most 65536 bytes of UTF-8, found 65537");
    Map<String, TensorProto> both = new HashMap<>(Requests.inputs(ExportedModels.SENTENCES, 1));
    both.put("text", good);
    refuses(
        predict(ExportedModels.SENTENCES, both),
        Status.Code.INVALID_ARGUMENT,
        "text: expected in place of language_ids and language_mask, found beside");
  }

  /** NaN stays with its sample, and what the model refuses with its request. */
  @Test
  void aBadRequestFailsNoOther() {
    Map<String, TensorProto> good = Requests.inputs(ExportedModels.SENTENCES, 2);
    Map<String, TensorProto> refused = new HashMap<>(Requests.inputs(ExportedModels.SENTENCES, 3));
    refused.computeIfPresent(
        "language_ids",
        (name, ids) -> ids.toBuilder().clearTensorContent().addIntVal(1 << 30).build());
    refused.computeIfPresent(
        "language_mask",
        (name, mask) -> mask.toBuilder().clearTensorContent().addIntVal(1).build());
    Map<String, TensorProto> odd = new HashMap<>(good);
    odd.computeIfPresent(
        "visual", (name, x) -> x.toBuilder().clearTensorContent().addFloatVal(Float.NaN).build());
    List<CompletableFuture<Map<String, TensorProto>>> answers = new ArrayList<>();
    for (Map<String, TensorProto> inputs : List.of(good, refused, good, odd, good)) {
      answers.add(predict(ExportedModels.SENTENCES, inputs));
    }
    assertThatThrownBy(answers.get(1)::join)
        .satisfies(
            e -> assertThat(ServingException.of(e).code()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    assertThat(answers.get(3).join().get("prediction").getFloatVal(0)).isNaN();
    try (LoadedModel model = LoadedModel.load(ExportedModels.SENTENCES.made())) {
      float[] expected = Requests.predictions(model, ExportedModels.SENTENCES, 2);
      for (int i : new int[] {0, 2, 4}) {
        same(answers.get(i).join(), expected);
      }
    }
  }

  @Test
  void examplesAreClassifiedAndRegressed() {
    Input input =
        Input.newBuilder()
            .setExampleList(
                ExampleList.newBuilder()
                    .addExamples(org.tensorflow.proto.Example.getDefaultInstance())
                    .addExamples(org.tensorflow.proto.Example.getDefaultInstance()))
            .build();
    float value =
        models
            .answer(Method.REGRESS, "VECTORS", LATEST, m -> Inference.regress(m, "regress", input))
            .join()
            .getRegressions(1)
            .getValue();
    var classes =
        models
            .answer(
                Method.CLASSIFY, "VECTORS", LATEST, m -> Inference.classify(m, "classify", input))
            .join()
            .getClassifications(1);
    assertThat(classes.getClassesList())
        .extracting(c -> c.getLabel())
        .containsExactly("negative", "positive");
    assertThat(classes.getClasses(1).getScore()).isCloseTo((1 + value / 3) / 2, within(1e-6f));
    refuses(
        models.answer(Method.REGRESS, "VECTORS", LATEST, m -> Inference.regress(m, "", input)),
        Status.Code.INVALID_ARGUMENT,
        "Expected one input Tensor.");
  }

  @Test
  void onlyWhatIsThereAnswers() {
    Map<String, TensorProto> inputs = Requests.inputs(ExportedModels.VECTORS, 1);
    refuses(
        models.answer(Method.PREDICT, "none", LATEST, m -> m.run("serving_default", inputs)),
        Status.Code.NOT_FOUND,
        "Servable not found for request: Latest(none)");
    refuses(
        models.answer(
            Method.PREDICT,
            "VECTORS",
            new VersionChoice.Specific(4),
            m -> m.run("serving_default", inputs)),
        Status.Code.NOT_FOUND,
        "Servable not found for request: Specific(VECTORS, 4)");
    refuses(
        models.answer(
            Method.PREDICT,
            "VECTORS",
            new VersionChoice.Label("stable"),
            m -> m.run("serving_default", inputs)),
        Status.Code.INVALID_ARGUMENT,
        "Unrecognized servable version label: stable");
    refuses(
        models.answer(Method.PREDICT, "VECTORS", LATEST, m -> m.run("none", inputs)),
        Status.Code.FAILED_PRECONDITION,
        "Serving signature key \"none\" not found.");
    refuses(
        models.answer(Method.PREDICT, "VECTORS", LATEST, m -> m.run("train", inputs)),
        Status.Code.FAILED_PRECONDITION,
        "train: expected a signature that leaves the model as it is; train it offline");
    assertThat(metrics.get("dar.serve.request").tag("model", "").tag("code", "NOT_FOUND").timers())
        .isNotEmpty();
  }

  private static CompletableFuture<Map<String, TensorProto>> predict(
      ExportedModels model, Map<String, TensorProto> inputs) {
    return models.answer(
        Method.PREDICT, name(model), LATEST, m -> m.run("serving_default", inputs));
  }

  private static void refuses(CompletableFuture<?> answer, Status.Code code, String message) {
    assertThatThrownBy(answer::join)
        .satisfies(
            e -> {
              assertThat(ServingException.of(e).code()).isEqualTo(code);
              assertThat(ServingException.of(e)).hasMessage(message);
            });
  }
}
