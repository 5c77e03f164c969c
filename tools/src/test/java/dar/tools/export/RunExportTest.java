package dar.tools.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dar.graph.input.BadInputException;
import dar.savedmodel.LoadedModel;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported of a run, and how it is judged. */
class RunExportTest {
  private static final List<String> SIGNATURES =
      List.of("classify", "predict", "regress", "serving_default");

  @TempDir static Path folder;

  private static SmallRun run;
  private static GraphProgram program;
  private static Path whole;
  private static Path slim;
  private static Slimming slimming;

  @BeforeAll
  static void export() {
    run = SmallRun.create(folder);
    program = run.program(1);
    whole = folder.resolve("models/full/1");
    slim = folder.resolve("models/slim/1");
    try (HostBatch samples = Trials.of(run.data(), 2, 0)) {
      RunExport export = run.export(program, samples);
      export.whole(whole);
      slimming = export.slim(slim, run.data());
    }
  }

  @AfterAll
  static void close() {
    program.close();
    run.close();
  }

  @Test
  void bothAnswerWhatTheRunPredicts() {
    for (Path export : List.of(whole, slim)) {
      Verification found = Verification.of(program, export, run.data());
      assertThat(found.samples()).isEqualTo(128);
      assertThat(found.differences().keySet()).containsExactlyElementsOf(SIGNATURES);
      assertThat(found.largest()).isBetween(0.0, Verification.TOLERANCE);
      assertThat(found.holds()).isTrue();
    }
  }

  @Test
  void otherWeightsAreFound() {
    try (GraphProgram other = run.program(2)) {
      Verification found = Verification.of(other, whole, run.data());
      assertThat(found.differences().values()).allMatch(d -> d > Verification.TOLERANCE);
      assertThat(found.holds()).isFalse();
    }
  }

  @Test
  void aDifferenceIsMeasured() {
    Verification found =
        Verification.of(
            inputs -> {
              float[] predictions = program.predict(inputs);
              predictions[3] += 0.25f;
              return predictions;
            },
            slim,
            run.data());
    assertThat(found.differences().get("predict")).isEqualTo(0.25, within(1e-6));
    assertThat(found.differences().get("classify"))
        .as("a place in [-3, 3]")
        .isEqualTo(0.25 / 6, within(1e-6));
    assertThat(found.largest()).isEqualTo(0.25, within(1e-6));
  }

  /** A NaN stays, though finite differences come behind it: in the batch and in a later one. */
  @Test
  void notANumberStays() {
    AtomicBoolean first = new AtomicBoolean(true);
    Verification found =
        Verification.of(
            inputs -> {
              float[] predictions = program.predict(inputs);
              if (first.getAndSet(false)) {
                predictions[0] = Float.NaN;
              }
              return predictions;
            },
            slim,
            run.data());
    assertThat(found.differences().values()).containsOnly(Double.NaN);
    assertThat(found.largest()).isNaN();
    assertThat(found.holds()).isFalse();
  }

  @Test
  void answersOfAnotherNumberDiffer() {
    Verification found = Verification.of(inputs -> new float[3], slim, run.data());
    assertThat(found.differences().get("predict")).isInfinite();
    assertThat(found.holds()).isFalse();
  }

  @Test
  void theSlimOneIsSmaller() throws IOException {
    assertThat(slimming.whole().bytes()).isEqualTo(size(whole));
    assertThat(slimming.slim().bytes()).isEqualTo(size(slim)).isLessThan(size(whole));
    for (Slimming.Cost cost : List.of(slimming.whole(), slimming.slim())) {
      assertThat(cost.one()).isPositive();
      assertThat(cost.batch()).isPositive();
    }
    assertThatThrownBy(
            () -> {
              try (LoadedModel model = LoadedModel.load(slim);
                  HostBatch batch = Trials.of(run.data(), 1, 0)) {
                model.call("train", batch.inputs()).close();
              }
            })
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found train");
  }

  /** The warm-up names the model as its folder does, though the whole one was made elsewhere. */
  @Test
  void theSlimOneWarmsUpUnderItsName() {
    Path warmUp = slim.resolve("assets.extra/tf_serving_warmup_requests");
    assertThat(warmUp).binaryContent().contains("slim".getBytes(UTF_8));
  }

  @Test
  void whatExistsIsNotReplaced() throws IOException {
    List<Path> before = files(folder.resolve("models"));
    try (HostBatch samples = Trials.of(run.data(), 2, 0)) {
      RunExport export = run.export(program, samples);
      assertThatThrownBy(() -> export.whole(slim))
          .isInstanceOf(BadInputException.class)
          .hasMessage(slim + ": expected a folder to be made, found one that exists");
    }
    assertThat(files(folder.resolve("models"))).isEqualTo(before);
  }

  private static long size(Path model) throws IOException {
    long size = 0;
    for (Path file : files(model)) {
      size += Files.size(file);
    }
    return size;
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
