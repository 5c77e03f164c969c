package dar.tools.serve.model;

import static dar.tools.serve.model.VersionStatus.State.AVAILABLE;
import static dar.tools.serve.model.VersionStatus.State.END;
import static dar.tools.serve.model.VersionStatus.State.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dar.savedmodel.LoadedModel;
import dar.savedmodel.serving.Method;
import dar.tools.ExportedModels;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.TensorProto;

/** Versions that come, are damaged, are mended and go while requests are answered. */
@Timeout(120)
class HotSwapTest {
  private static final int CLIENTS = 8;
  private static final VersionChoice LATEST = new VersionChoice.Latest();
  private static final RequestLimits LIMITS =
      new RequestLimits(16, Duration.ZERO, 1000, 1 << 20, Duration.ofSeconds(60));

  @TempDir private Path folder;

  /** A version and what it predicted. */
  private record Answer(long version, float value) {}

  @Test
  void noRequestIsLost() throws Exception {
    Path model = folder.resolve("m");
    ExportedModels.VECTORS.copyTo(model.resolve("1"));
    float first = prediction(ExportedModels.VECTORS);
    float second = prediction(ExportedModels.OTHER_VECTORS);
    assertThat(first).isNotEqualTo(second);
    try (WatchedModels models = open()) {
      AtomicBoolean over = new AtomicBoolean();
      AtomicInteger lost = new AtomicInteger();
      AtomicInteger wrong = new AtomicInteger();
      Map<Long, AtomicInteger> answered = Map.of(1L, new AtomicInteger(), 2L, new AtomicInteger());
      List<Thread> clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(
                  i ->
                      new Thread(
                          () -> {
                            while (!over.get()) {
                              try {
                                Answer answer = ask(models, LATEST);
                                answered.get(answer.version()).incrementAndGet();
                                float expected = answer.version() == 1 ? first : second;
                                if (!(Math.abs(answer.value() - expected) < 1e-6)) {
                                  wrong.incrementAndGet();
                                }
                              } catch (RuntimeException e) {
                                lost.incrementAndGet();
                              }
                            }
                          }))
              .toList();
      clients.forEach(Thread::start);

      Path half = Files.createDirectories(model.resolve("2"));
      Files.writeString(half.resolve("saved_model.pb"), "half");
      await(
          () ->
              models.status("m", LATEST).size() == 2
                  && models.status("m", LATEST).get(0).state() == END);
      VersionStatus damaged = models.status("m", LATEST).get(0);
      assertThat(damaged.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(damaged.message())
          .contains("expected a SavedModel, found a file that is damaged or something else");
      assertThat(ask(models, LATEST).version()).isEqualTo(1);

      MoreFiles.deleteRecursively(half, RecursiveDeleteOption.ALLOW_INSECURE);
      ExportedModels.OTHER_VECTORS.copyTo(half);
      await(() -> models.status("m", LATEST).get(1).state() == END);
      assertThat(models.status("m", LATEST))
          .containsExactly(
              new VersionStatus(2, AVAILABLE, Status.Code.OK, ""),
              new VersionStatus(1, END, Status.Code.OK, ""));
      assertThat(ask(models, LATEST).version()).isEqualTo(2);

      // Without the newer one, the older one serves again.
      MoreFiles.deleteRecursively(half, RecursiveDeleteOption.ALLOW_INSECURE);
      await(() -> models.status("m", LATEST).get(0).state() == END);
      assertThat(ask(models, LATEST).version()).isEqualTo(1);

      // What is served stays where there is nothing else.
      MoreFiles.deleteRecursively(model, RecursiveDeleteOption.ALLOW_INSECURE);
      Thread.sleep(1500);
      assertThat(ask(models, LATEST).version()).isEqualTo(1);

      over.set(true);
      for (Thread client : clients) {
        client.join();
      }
      assertThat(lost).hasValue(0);
      assertThat(wrong).hasValue(0);
      assertThat(answered.values()).allSatisfy(count -> assertThat(count).hasPositiveValue());
    }
  }

  /** What is only looked at so far: a folder into which somebody copies, say. */
  @Test
  void aFolderThatIsNotLoadedKeepsNothingFromEnding() throws Exception {
    ExportedModels.VECTORS.copyTo(folder.resolve("m/1"));
    Path copied = folder.resolve("m/2");
    VersionStatus seen = new VersionStatus(2, START, Status.Code.OK, "");
    try (WatchedModels models = open()) {
      Files.createDirectory(copied);
      await(() -> models.status("m", LATEST).contains(seen));
      Files.delete(copied);
      await(() -> models.status("m", LATEST).size() == 1);
      Files.createDirectory(copied);
      await(() -> models.status("m", LATEST).contains(seen));
    } // comes to an end
  }

  @Test
  void labelsFollowTheConfiguration() throws Exception {
    ExportedModels.VECTORS.copyTo(folder.resolve("m/1"));
    ExportedModels.OTHER_VECTORS.copyTo(folder.resolve("m/2"));
    configure("versions: 1", 1);
    VersionChoice stable = new VersionChoice.Label("stable");
    try (WatchedModels models = open()) {
      assertThat(ask(models, stable).version()).isEqualTo(1);
      assertThat(ask(models, LATEST).version()).isEqualTo(1);
      configure("versions: 1 versions: 2", 2);
      await(() -> ask(models, stable).version() == 2);
      assertThat(ask(models, new VersionChoice.Specific(1)).version()).isEqualTo(1);
      configure("versions: 7", 7); // not there: things stay
      Thread.sleep(1500);
      assertThat(ask(models, stable).version()).isEqualTo(2);
      Files.writeString(folder.resolve("models.config"), "damaged");
      Thread.sleep(1500);
      assertThat(ask(models, stable).version()).isEqualTo(2);
    }
  }

  private void configure(String versions, int stable) throws IOException {
    Path half =
        Files.writeString(
            folder.resolve("half"),
            """
            model_config_list {
              config {
                name: "m"
                base_path: "/models/m"
                model_version_policy { specific { %s } }
                version_labels { key: "stable" value: %d }
              }
            }
            """
                .formatted(versions, stable));
    Files.move(half, folder.resolve("models.config"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void anOlderVersionServesWhereTheNewestIsDamagedFromTheStart() throws IOException {
    ExportedModels.VECTORS.copyTo(folder.resolve("m/1"));
    Files.createDirectories(folder.resolve("m/2"));
    try (WatchedModels models = open()) {
      assertThat(ask(models, LATEST).version()).isEqualTo(1);
      assertThat(models.status("m", new VersionChoice.Specific(2)).get(0).message())
          .contains("expected the folder of a SavedModel, found no saved_model.pb");
    }
  }

  private WatchedModels open() {
    return WatchedModels.open(
        folder, LIMITS, new ServingMetrics(new SimpleMeterRegistry()), line -> {});
  }

  private static Answer ask(Models models, VersionChoice version) {
    Map<String, TensorProto> inputs = Requests.inputs(ExportedModels.VECTORS, 1);
    return models
        .answer(
            Method.PREDICT,
            "m",
            version,
            model ->
                model
                    .run(Servable.DEFAULT_SIGNATURE, inputs)
                    .thenApply(
                        outputs ->
                            new Answer(model.version(), outputs.get("prediction").getFloatVal(0))))
        .join();
  }

  private static float prediction(ExportedModels made) {
    try (LoadedModel model = LoadedModel.load(made.made())) {
      return Requests.predictions(model, made, 1)[0];
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(20);
    }
  }
}
