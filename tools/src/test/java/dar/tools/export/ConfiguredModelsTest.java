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

    new ConfiguredModels(folder).configure();

    assertThat(folder.resolve("models.config"))
        .hasContent(ServerConfiguration.models(List.of("a", "b")));
    assertThat(folder.resolve("batching.config")).hasContent(ServerConfiguration.batching());
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void replacesTheFilesAndLeavesNoHalf() throws IOException {
    model("a/1");
    new ConfiguredModels(folder).configure();
    model("b/1");
    new ConfiguredModels(folder).configure();
    assertThat(folder.resolve("models.config"))
        .hasContent(ServerConfiguration.models(List.of("a", "b")));
    assertThat(names()).containsExactly("a", "b", "batching.config", "models.config");
  }

  @Test
  void tellsAFolderThatIsNone() throws IOException {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> new ConfiguredModels(none).configure())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(none + ": expected a folder to write to, found ");
    assertThat(none).doesNotExist();
  }

  @Test
  void leavesNothingWhereAFileCannotBeReplaced() throws IOException {
    Files.createDirectories(folder.resolve("models.config/in the way"));
    assertThatThrownBy(() -> new ConfiguredModels(folder).configure())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected a folder to write to");
    assertThat(names()).containsExactly("models.config");
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
