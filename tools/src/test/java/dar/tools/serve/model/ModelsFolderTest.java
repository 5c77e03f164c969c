package dar.tools.serve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFolderTest {
  @TempDir private Path folder;

  @Test
  void eachFolderOfVersionsIsAModel() throws IOException {
    put("a/1", "b/7", "b/12", "c/none", "d");
    assertThat(models()).extracting(ModelSource::name).containsExactly("a", "b");
    assertThat(models().get(1).versions().keySet()).containsExactly(7L, 12L);
    assertThat(models().get(1).wanted(List.of(7L, 12L))).containsExactly(12L);
  }

  @Test
  void aFolderOfVersionsIsOneModel() throws IOException {
    put("a/1", "a/2");
    assertThat(new ModelsFolder(folder.resolve("a")).models())
        .extracting(ModelSource::name)
        .containsExactly("a");
  }

  /** In the words of TensorFlow Serving's {@code serving_config.md}. */
  @Test
  void aConfigurationSaysWhichVersionsAndLabels() throws IOException {
    put("a/41", "a/42", "a/43", "b/1");
    configure(
        """
        model_config_list {
          config {
            name: 'first'
            base_path: '/models/a/'
            model_platform: 'tensorflow'
            model_version_policy {
              specific {
                versions: 42
                versions: 43
              }
            }
            version_labels {
              key: 'stable'
              value: 42
            }
            version_labels {
              key: 'canary'
              value: 43
            }
          }
          config { name: 'all' base_path: '/models/a' model_version_policy { all {} } }
          config {
            name: 'two' base_path: '/models/a' model_version_policy { latest { num_versions: 2 } }
          }
        }
        """);
    List<ModelSource> models = models();
    assertThat(models).extracting(ModelSource::name).containsExactly("all", "first", "two");
    List<Long> versions = List.copyOf(models.get(0).versions().keySet());
    assertThat(models.get(0).wanted(versions)).containsExactly(41L, 42L, 43L);
    assertThat(models.get(1).wanted(versions)).containsExactly(42L, 43L);
    assertThat(models.get(1).labels()).containsEntry("stable", 42L).containsEntry("canary", 43L);
    assertThat(models.get(2).wanted(versions)).containsExactly(42L, 43L);
  }

  @Test
  void whatIsNoFolderOfModelsIsRefused() throws IOException {
    put("a/1");
    Path file = Files.createFile(folder.resolve("file"));
    refuses(folder.resolve("none"), "found nothing there");
    refuses(file, "found a file");
    refuses(folder.resolve("a/1"), "found one version; give the folder that it is in");
    refuses(Files.createDirectory(folder.resolve("empty")), "found no model");
    configure("model_config_list { config { nome: 'a' } }");
    refuses(
        folder,
        "found 1:30: Input contains unknown fields and/or extensions: 1:30: tensorflow.serving.ModelConfig.nome");
    configure("model_config_list { config { name: 'a' } }");
    refuses(folder, "expected a name and a base_path of each model, found one without");
    configure(
        """
        model_config_list {
          config { name: 'a' base_path: '/models/a' }
          config { name: 'a' base_path: '/models/b' }
        }
        """);
    refuses(folder, "expected each model once, found a again");
  }

  private static void refuses(Path path, String message) {
    assertThatThrownBy(new ModelsFolder(path)::models)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  private List<ModelSource> models() {
    return new ModelsFolder(folder).models();
  }

  private void configure(String text) throws IOException {
    Files.writeString(folder.resolve("models.config"), text);
  }

  private void put(String... versions) throws IOException {
    for (String version : versions) {
      Files.createFile(Files.createDirectories(folder.resolve(version)).resolve("saved_model.pb"));
    }
  }
}
