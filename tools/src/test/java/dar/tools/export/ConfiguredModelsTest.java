package dar.tools.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.savedmodel.serving.ServerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tensorflow.serving.ModelConfig;

class ConfiguredModelsTest {
  @TempDir Path folder;

  @Test
  void listsWhatIsAModelAndNothingElse() throws IOException {
    model("b/1");
    model("a/10");
    model("a/2");
    model("draft/v1"); // not a number
    model(".half.1/1"); // hidden, as what is being written
    model("a \"quoted\" one/1"); // what no export is called, and no server reads
    Files.createDirectories(folder.resolve("empty/1"));
    Files.createDirectories(folder.resolve("odd/1/saved_model.pb"));
    Files.writeString(folder.resolve("notes.txt"), "mine");

    new ConfiguredModels(folder).configure("a");

    assertThat(folder.resolve("models.config"))
        .hasContent(ServerConfiguration.models(List.of("a", "b")));
    assertThat(folder.resolve("batching.config")).hasContent(ServerConfiguration.batching());
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void addsAModelAndLeavesNoHalf() throws IOException {
    model("a/1");
    new ConfiguredModels(folder).configure("a");
    model("b/1");
    new ConfiguredModels(folder).configure("b");
    assertThat(listed()).containsExactlyInAnyOrder("a", "b");
    assertThat(names()).containsExactly("a", "b", "batching.config", "models.config");
  }

  /** Versions that are pinned, models that are left out, and comments. */
  @Test
  void whatTheUserWroteStays() throws IOException {
    String pinned =
        """
        # approved by Ada
        model_config_list: {
          config {
            name: "a"
            base_path: "/models/a"
            model_version_policy { specific { versions: 1 } } # not 2
          }
        }
        """;
    Files.writeString(folder.resolve("models.config"), pinned);
    Files.writeString(folder.resolve("batching.config"), "max_batch_size { value: 7 }");
    model("a/2");
    model("left out/1");
    new ConfiguredModels(folder).configure("a");
    assertThat(folder.resolve("models.config")).hasContent(pinned);

    model("b/1");
    new ConfiguredModels(folder).configure("b");
    assertThat(listed()).containsExactlyInAnyOrder("a", "b");
    assertThat(folder.resolve("models.config"))
        .content()
        .contains("# approved by Ada", "specific { versions: 1 } } # not 2");
    assertThat(folder.resolve("batching.config")).hasContent("max_batch_size { value: 7 }");
  }

  @Test
  void refusesToAddToWhatIsNoList() throws IOException {
    Path file = Files.writeString(folder.resolve("models.config"), "");
    model("a/1");
    assertThatThrownBy(() -> new ConfiguredModels(folder).configure("a"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            file
                + ": expected \"model_config_list {\" at the beginning of a line, to add a, found"
                + " none");
    Files.writeString(file, "models: 3");
    assertThatThrownBy(() -> new ConfiguredModels(folder).expectRoomFor("a"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": expected a ModelServerConfig, found ");
  }

  @Test
  void tellsAFolderThatIsNone() throws IOException {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> new ConfiguredModels(none).configure("a"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(none + ": expected a folder to write to, found ");
    assertThat(none).doesNotExist();
  }

  @Test
  void leavesNothingWhereAFileCannotBeReplaced() throws IOException {
    Files.createDirectories(folder.resolve("models.config/in the way"));
    assertThatThrownBy(() -> new ConfiguredModels(folder).configure("a"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected to read it, found ");
    assertThat(names()).containsExactly("models.config");
  }

  private List<String> listed() {
    return new ModelsConfig(folder.resolve("models.config"))
        .models().stream().map(ModelConfig::getName).toList();
  }

  private void model(String path) throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve(path)).resolve("saved_model.pb"), "graph");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
