package dar.training.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.training.data.Dataset;
import dar.training.data.ImportReport;
import dar.training.data.Split;
import dar.training.pretrained.TokenizerChoice;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pickles are described in README.txt beside them. */
class MmsaImportTest {
  @TempDir Path folder;

  static Path resource(String name) {
    try {
      return Path.of(MmsaImportTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same data comes out of every protocol, element type, order and release of NumPy. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "protocol2.pkl",
        "protocol3.pkl",
        "protocol4.pkl",
        "protocol5.pkl",
        "numpy1-protocol2.pkl",
        "numpy1-protocol3.pkl",
        "numpy1-protocol4.pkl",
        "numpy1-protocol5.pkl",
        "float16.pkl",
        "float64.pkl",
        "big-endian.pkl",
        "fortran-protocol2.pkl",
        "fortran-protocol4.pkl",
        "fortran-protocol5.pkl",
        "bytes-texts.pkl",
        "object-texts.pkl",
        "list-texts.pkl"
      })
  void theSameDataFromEveryForm(String name) {
    Path target = folder.resolve("set");
    ImportReport report = MmsaImport.run(resource(name), target, "grid", LanguageSource.DEFAULT);
    assertThat(report.description().name()).isEqualTo("grid");
    assertThat(report.description().task()).isEqualTo(new Task.Regression());
    assertThat(report.description().labelMin()).isEqualTo(-1);
    assertThat(report.description().labelMax()).isEqualTo(1);
    assertThat(report.description().counts())
        .isEqualTo(Map.of(Split.TRAIN, 5, Split.VALID, 2, Split.TEST, 3));
    assertThat(report.absent().get(Split.TRAIN))
        .isEqualTo(Map.of(Modality.LANGUAGE, 1, Modality.VISUAL, 0, Modality.ACOUSTIC, 1));
    assertThat(report.cleaned().values()).containsOnly(0L);
    assertThat(report.clamped().values()).containsOnly(0);
    try (Dataset dataset = Dataset.open(target)) {
      assertThat(dataset.shape(Modality.LANGUAGE)).isEqualTo(new ModalityShape(4, 3));
      assertGrid(dataset, Split.TRAIN, 0, Modality.LANGUAGE, 1);
      assertGrid(dataset, Split.VALID, 1, Modality.VISUAL, 2);
      assertGrid(dataset, Split.TEST, 2, Modality.ACOUSTIC, -1);
      assertThat(dataset.labels(Split.TRAIN)).containsExactly(-1, -0.5f, 0, 0.5f, 1);
      assertThat(dataset.ids(Split.TEST)).containsExactly("id2", "id3", "id4");
      assertThat(dataset.texts(Split.VALID)).containsExactly("café 1", "café 2");
      assertThat(
              IntStream.range(0, 5).map(row -> dataset.length(Split.TRAIN, Modality.LANGUAGE, row)))
          .containsExactly(4, 0, 2, 3, 1);
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.spool");
  }

  /** x[i, j, k] = (first + i + j/4 + k/64) * factor. */
  private static void assertGrid(
      Dataset dataset, Split split, int first, Modality modality, float factor) {
    int width = dataset.shape(modality).width();
    float[] row = new float[dataset.shape(modality).length() * width];
    for (int i = 0; i < dataset.size(split); i++) {
      dataset.read(split, modality, new int[] {i}, row);
      for (int place = 0; place < row.length; place++) {
        int step = place / width;
        float expected = first + i + step / 4f + place % width / 64f;
        assertThat(row[place]).isEqualTo(expected * factor);
      }
    }
  }

  /** int32, big-endian uint16 and bool features; lengths from the mask and from the last step. */
  @Test
  void integersAndLengthsThatAreNotGiven() {
    Path target = folder.resolve("set");
    MmsaImport.run(
        resource("integers.pkl"),
        target,
        "integers",
        new LanguageSource(Optional.of(LanguageSource.Form.VECTORS), TokenizerChoice.DEFAULT));
    try (Dataset dataset = Dataset.open(target)) {
      float[] row = new float[4];
      dataset.read(Split.TEST, Modality.LANGUAGE, new int[] {1}, row);
      assertThat(row).containsOnly(-69999);
      dataset.read(Split.TEST, Modality.VISUAL, new int[] {1}, row);
      assertThat(row).containsOnly(200);
      dataset.read(Split.TEST, Modality.ACOUSTIC, new int[] {1}, row);
      assertThat(row).startsWith(1, 0);
      assertThat(dataset.length(Split.TEST, Modality.LANGUAGE, 0)).isEqualTo(2);
      assertThat(dataset.length(Split.TEST, Modality.VISUAL, 0)).isEqualTo(2);
      assertThat(dataset.length(Split.TEST, Modality.ACOUSTIC, 0)).isEqualTo(1);
      assertThat(dataset.labels(Split.TRAIN)).containsOnly(1.5f);
      assertThat(dataset.description().labelMax()).isEqualTo(2);
      assertThat(dataset.ids(Split.VALID)).containsExactly("valid-0", "valid-1");
      assertThat(dataset.texts(Split.VALID)).containsOnly("");
    }
  }

  @Test
  void classesWhereThereAreNoIntensities() {
    ImportReport report =
        MmsaImport.run(
            resource("classes.pkl"), folder.resolve("set"), "classes", LanguageSource.DEFAULT);
    assertThat(report.description().task()).isEqualTo(new Task.Classification(3));
    assertThat(report.description().labelMax()).isEqualTo(2);
    assertThat(report.description().modalities()).containsOnlyKeys(Modality.LANGUAGE);
  }

  @Test
  void aTargetThatExistsIsLeftAlone() throws Exception {
    Path target = Files.createDirectory(folder.resolve("set"));
    assertThatThrownBy(
            () -> MmsaImport.run(resource("protocol4.pkl"), target, "set", LanguageSource.DEFAULT))
        .isInstanceOf(BadInputException.class);
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void aFileThatThereIsNotIsNamed() {
    Path none = folder.resolve("none.pkl");
    assertThatThrownBy(
            () -> MmsaImport.run(none, folder.resolve("set"), "set", LanguageSource.DEFAULT))
        .isInstanceOf(BadInputException.class)
        .hasMessage(none + ": expected a file, found none");
  }

  @Test
  void aTableIsNoSource() throws Exception {
    Path table = Files.writeString(folder.resolve("own.csv"), "id,text,label,split");
    assertThatThrownBy(() -> DatasetSource.open(table, folder.resolve("cache")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            table
                + ": expected a dataset directory or a pickle, found a table; `dar data import`"
                + " makes a directory of it");
  }

  @Test
  void aSourceIsImportedOnce() throws Exception {
    Path cache = folder.resolve("cache");
    String hash;
    try (Dataset dataset = DatasetSource.open(resource("protocol4.pkl"), cache)) {
      hash = dataset.hash();
    }
    Path imported;
    try (var list = Files.list(cache)) {
      imported = list.findFirst().orElseThrow();
    }
    var modified = Files.getLastModifiedTime(imported);
    try (Dataset dataset = DatasetSource.open(resource("protocol4.pkl"), cache)) {
      assertThat(dataset.hash()).isEqualTo(hash);
    }
    try (Dataset dataset = DatasetSource.open(imported, cache)) {
      assertThat(dataset.hash()).isEqualTo(hash);
    }
    assertThat(Files.getLastModifiedTime(imported)).isEqualTo(modified);
    assertThat(imported.getFileName().toString()).matches("protocol4-[0-9a-f]{16}");
  }
}
