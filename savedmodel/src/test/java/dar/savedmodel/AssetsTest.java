package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside a model for whoever feeds it and reads its answers. */
class AssetsTest {
  @TempDir private Path folder;

  private static ModelDescription description(Task task, double min, double max) {
    return new ModelDescription(
        "small", task, min, max, SmallModel.SHAPES, Optional.empty(), OptionalInt.empty());
  }

  @Test
  void labelsOfIntensities() throws IOException {
    Assets.write(folder, description(new Task.Regression(), -2, 2), Optional.empty());
    assertThat(folder.resolve("labels.json"))
        .hasContent(
            """
            {
              "task" : "regression",
              "min" : -2.0,
              "max" : 2.0,
              "classes" : [ "negative", "positive" ]
            }
            """);
    assertThat(folder.resolve("vocab.txt")).doesNotExist();
  }

  @Test
  void labelsOfClasses() throws IOException {
    Assets.write(folder, description(new Task.Classification(3), 0, 2), Optional.empty());
    assertThat(folder.resolve("labels.json"))
        .content()
        .contains("\"classification\"", "\"classes\" : [ \"0\", \"1\", \"2\" ]");
  }

  /** Added tokens count too, and an id that no token has is an empty line. */
  @Test
  void theVocabularyHasALineForEachId() throws IOException {
    String tokenizer =
        """
        {"added_tokens": [{"id": 0, "content": "[PAD]"}, {"id": 4, "content": "[MASK]"}],
         "model": {"vocab": {"[PAD]": 0, "été": 2, "##s": 1}}}
        """;
    Assets.write(
        folder,
        description(new Task.Regression(), -3, 3),
        Optional.of(tokenizer.getBytes(StandardCharsets.UTF_8)));
    assertThat(folder.resolve("vocab.txt")).hasContent("[PAD]\n##s\nété\n\n[MASK]\n");
    assertThat(folder.resolve("tokenizer.json")).hasContent(tokenizer);
  }
}
