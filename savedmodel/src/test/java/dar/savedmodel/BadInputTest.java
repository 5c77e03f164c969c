package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Tensor;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;

/** What a user can get wrong, and the one line that says so. */
class BadInputTest {
  @TempDir private static Path exports;
  private static SmallModel model;
  private static LoadedModel loaded;

  @TempDir private Path folder;

  @BeforeAll
  static void export() {
    model = SmallModel.regression();
    model.export(exports.resolve("small/1"));
    loaded = LoadedModel.load(exports.resolve("small/1"));
  }

  @AfterAll
  static void close() {
    loaded.close();
    model.close();
  }

  /** A copy that a test may damage. */
  @BeforeEach
  void copy() throws IOException {
    Path source = exports.resolve("small/1");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve("copy").resolve(source.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void assertBad(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(parts)
        .message()
        .doesNotContain("\n");
  }

  private void assertNotLoaded(String... parts) {
    assertBad(() -> LoadedModel.load(folder.resolve("copy")).close(), parts);
  }

  @Test
  void noModel() throws IOException {
    assertBad(() -> LoadedModel.load(folder.resolve("no")).close(), "no: ", "found nothing there");
    Files.writeString(folder.resolve("file"), "");
    assertBad(() -> LoadedModel.load(folder.resolve("file")).close(), "file: ", "found a file");
    Files.createDirectory(folder.resolve("empty"));
    assertBad(() -> LoadedModel.load(folder.resolve("empty")).close(), "found no saved_model.pb");
  }

  @Test
  void theFolderOfVersions() {
    assertBad(
        () -> LoadedModel.load(exports.resolve("small")).close(),
        "found a folder of versions",
        exports.resolve("small/1").toString());
  }

  @Test
  void damagedGraph() throws IOException {
    Path graph = folder.resolve("copy/saved_model.pb");
    byte[] whole = Files.readAllBytes(graph);
    Files.write(graph, Arrays.copyOf(whole, whole.length / 2));
    assertNotLoaded("saved_model.pb: expected a SavedModel, found");
    Files.write(graph, new byte[0]);
    assertNotLoaded("saved_model.pb: expected a graph with the tag serve, found none");
  }

  @Test
  void aGraphThatDoesNotHoldTogether() throws IOException {
    Path graph = folder.resolve("copy/saved_model.pb");
    SavedModel.Builder saved = SavedModel.parseFrom(Files.readAllBytes(graph)).toBuilder();
    saved
        .getMetaGraphsBuilder(0)
        .getGraphDefBuilder()
        .addNode(NodeDef.newBuilder().setName("lost").setOp("Identity").addInput("nowhere"));
    Files.write(graph, saved.build().toByteArray());
    assertNotLoaded("copy: expected a SavedModel that is whole, found");
  }

  @Test
  void damagedVariables() throws IOException {
    Path data = folder.resolve("copy/variables/variables.data-00000-of-00001");
    byte[] whole = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(whole, whole.length / 2));
    assertNotLoaded("copy: expected a SavedModel that is whole, found");
    Files.delete(folder.resolve("copy/variables/variables.index"));
    assertNotLoaded("copy: expected a SavedModel that is whole, found");
  }

  @Test
  void anotherProgramsModel() throws IOException {
    Files.delete(folder.resolve("copy/assets.extra/dar.json"));
    assertNotLoaded("copy: expected a SavedModel exported by dar, found one without");
  }

  @Test
  void damagedDescription() throws IOException {
    Path description = folder.resolve("copy/assets.extra/dar.json");
    String text = Files.readString(description);
    Map<String, String> wrong =
        Map.of(
            text.substring(1),
            "dar.json: expected JSON",
            text.replace("\"format\" : 1", "\"format\" : 2"),
            "format: expected 1, found 2",
            text.replace("regression", "ranking"),
            "found ranking",
            text.replace("\"length\" : 4", "\"length\" : 5"),
            "language of shape [-1, 5, 3]",
            text.replace("\"steps\" : 3", "\"steps\" : 0"),
            "steps: expected at least 1, found 0",
            "{}",
            "format: expected a whole number, found nothing");
    for (Map.Entry<String, String> entry : wrong.entrySet()) {
      Files.writeString(description, entry.getKey());
      assertNotLoaded(entry.getValue());
    }
  }

  @Test
  void wrongTensors() {
    try (TFloat32 language = SmallModel.gaussian(1, 2, 4, 3);
        TFloat32 visual = SmallModel.gaussian(1, 3, 5, 2);
        TFloat32 wide = SmallModel.gaussian(1, 2, 6, 3)) {
      assertBad(
          () -> loaded.predict(Map.of("acoustic", wide)),
          "acoustic: expected shape [B, 6, 2] with B free, found [2, 6, 3]");
      assertBad(
          () -> loaded.predict(Map.of("language", language, "visual", visual)),
          "visual: expected a batch of 2 as in language, found 3");
      assertBad(() -> loaded.predict(Map.of()), "expected at least one modality");
      assertBad(
          () -> loaded.call("serve", Map.of("language", language)).close(),
          "signature: expected one of [classify, evaluate, predict, regress, represent,"
              + " serving_default, train], found serve");
      Map<String, Tensor> few = new HashMap<>(Map.of("language", language));
      assertBad(
          () -> loaded.call("serving_default", few).close(),
          "inputs: expected [acoustic, language, visual], found [language]");
    }
  }

  @Test
  void aTargetThatExistsStaysAsItIs() throws IOException {
    Path target = Files.createDirectory(folder.resolve("1"));
    assertBad(() -> model.export(target), "1: expected a folder to be made, found one that exists");
    assertThat(entries(target)).isEmpty();
  }

  @Test
  void aFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertBad(() -> model.export(file.resolve("small/1")), "expected a place to write a model");
    assertThat(file).isEmptyFile();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
