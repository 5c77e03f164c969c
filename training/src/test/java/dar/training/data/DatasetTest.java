package dar.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
  private static final Map<Modality, ModalityShape> SHAPES =
      Map.of(
          Modality.LANGUAGE, new ModalityShape(2, 3), Modality.ACOUSTIC, new ModalityShape(1, 2));

  @TempDir Path folder;

  /** The value of one place of one sample. */
  private static float value(Split split, Modality modality, int row, int place) {
    return split.key().length() * 1000 + modality.key().length() * 100 + row * 10 + place;
  }

  private static void fill(DatasetWriter writer, int[] counts) throws IOException {
    int next = 0;
    for (Split split : Split.values()) {
      int count = counts[next++];
      for (Map.Entry<Modality, ModalityShape> entry : SHAPES.entrySet()) {
        NpyWriter out = writer.features(split, entry.getKey());
        float[] row = new float[entry.getValue().length() * entry.getValue().width()];
        for (int i = 0; i < count; i++) {
          for (int place = 0; place < row.length; place++) {
            row[place] = value(split, entry.getKey(), i, place);
          }
          out.append(row, row.length);
        }
      }
      int[] lengths = new int[count];
      lengths[0] = 1;
      List<String> ids = List.of("ä", "b", "c", "d").subList(0, count);
      float[] labels = new float[count];
      labels[0] = -1.1f;
      writer.samples(split, new Samples(Map.of(Modality.LANGUAGE, lengths), labels, ids, ids));
    }
  }

  private static DatasetDescription write(Path target, int... counts) throws IOException {
    try (DatasetWriter writer = DatasetWriter.create(target, SHAPES)) {
      fill(writer, counts);
      return writer.finish("set", new Task.Regression(), -3, 3, "abc");
    }
  }

  /** What is written is read, also where maps are so small that each holds one row. */
  @ParameterizedTest
  @ValueSource(longs = {1, 48, 1 << 30})
  void roundTrip(long chunkBytes) throws Exception {
    Path target = folder.resolve("set");
    DatasetDescription written = write(target, 4, 2, 1);
    try (Dataset dataset = Dataset.open(target, chunkBytes)) {
      assertThat(dataset.description()).isEqualTo(written);
      assertThat(dataset.size(Split.VALID)).isEqualTo(2);
      assertThat(dataset.has(Modality.VISUAL)).isFalse();
      assertThat(dataset.shape(Modality.LANGUAGE)).isEqualTo(new ModalityShape(2, 3));
      assertThat(dataset.labels(Split.TRAIN)).containsExactly(-1.1f, 0, 0, 0);
      assertThat(dataset.ids(Split.VALID)).containsExactly("ä", "b");
      assertThat(dataset.texts(Split.TEST)).containsExactly("ä");
      assertThat(dataset.length(Split.TRAIN, Modality.LANGUAGE, 0)).isEqualTo(1);
      assertThat(dataset.length(Split.TRAIN, Modality.LANGUAGE, 1)).isZero();
      assertThat(dataset.length(Split.TRAIN, Modality.VISUAL, 0)).isZero();
      int[] rows = {3, 0, 3};
      float[] out = new float[3 * 6];
      dataset.read(Split.TRAIN, Modality.LANGUAGE, rows, out);
      for (int i = 0; i < out.length; i++) {
        assertThat(out[i]).isEqualTo(value(Split.TRAIN, Modality.LANGUAGE, rows[i / 6], i % 6));
      }
      assertThat(dataset.factors(Split.TRAIN, Dataset.COMMON)).isEmpty();
    }
  }

  @Test
  void aRowThatThereIsNotIsNamed() throws Exception {
    write(folder.resolve("set"), 1, 1, 1);
    try (Dataset dataset = Dataset.open(folder.resolve("set"))) {
      assertThatThrownBy(
              () -> dataset.read(Split.TRAIN, Modality.LANGUAGE, new int[] {1}, new float[6]))
          .hasMessage("row: expected in [0, 1), found 1");
      assertThatThrownBy(() -> dataset.shape(Modality.VISUAL)).hasMessageStartingWith("visual: ");
    }
  }

  @Test
  void theHashIsThatOfTheContent() throws Exception {
    write(folder.resolve("a"), 1, 1, 1);
    write(folder.resolve("b"), 1, 1, 1);
    write(folder.resolve("c"), 2, 1, 1);
    String hash = Dataset.open(folder.resolve("a")).hash();
    assertThat(hash).hasSize(64).isEqualTo(Dataset.open(folder.resolve("b")).hash());
    assertThat(hash).isNotEqualTo(Dataset.open(folder.resolve("c")).hash());
  }

  @Test
  void aTargetThatExistsIsLeftAlone() throws Exception {
    Path target = Files.createDirectory(folder.resolve("set"));
    assertThatThrownBy(() -> write(target, 1, 1, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage(target + ": expected a folder to be made, found one that exists");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  void whatIsNotFinishedLeavesNothing() throws Exception {
    Path target = folder.resolve("deeper").resolve("set");
    try (DatasetWriter writer = DatasetWriter.create(target, SHAPES)) {
      fill(writer, new int[] {1, 1, 1});
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anEmptySplitIsNamedAndLeavesNothing() {
    assertThatThrownBy(
            () -> {
              try (DatasetWriter writer = DatasetWriter.create(folder.resolve("set"), SHAPES)) {
                writer.finish("set", new Task.Regression(), -3, 3, "abc");
              }
            })
        .isInstanceOf(BadInputException.class)
        .hasMessage("split train: expected at least 1 sample, found none");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : 1 | \"format\" : 2 | format: expected 1, found 2",
        "\"name\" | \"nom\" | keys: expected",
        "\"regression\" | \"ranking\" | task.kind: expected regression or classification",
        "\"width\" : 3 | \"width\" : 4 | language.npy: expected <f4 [2, 2, 4], found <f4 [2, 2, 3]",
        "\"width\" : 3 | \"width\" : 0 | expected length and width of at least 1",
        "\"width\" : 3 | \"width\" : \"x\" | width: expected a whole number, found",
        "\"train\" : 2 | \"train\" : 0 | split train: expected at least 1 sample, found none",
        "\"acoustic\" | \"smell\" | modalities: expected language, visual or acoustic, found [smell]",
        "{ | [ | expected JSON, found ':' on line 2, column 12",
        "\"kind\" : \"regression\" | '' | task.kind: expected regression or classification, found none",
      })
  void aBadDescriptionIsNamed(String from, String to, String message) throws Exception {
    Path target = folder.resolve("set");
    write(target, 2, 1, 1);
    Path json = target.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace(from, to));
    assertThatThrownBy(() -> Dataset.open(target))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"language.npy", "labels.npy", "lengths.npy", "ids.json", "texts.json"})
  void aMissingFileIsNamed(String name) throws Exception {
    Path target = folder.resolve("set");
    write(target, 1, 1, 1);
    Files.delete(target.resolve("valid").resolve(name));
    assertThatThrownBy(() -> Dataset.open(target))
        .isInstanceOf(BadInputException.class)
        .hasMessage(target.resolve("valid").resolve(name) + ": expected a file, found none");
  }

  /** A set whose description has another smallest label. */
  private Path writtenWithLeast(String label) throws Exception {
    Path target = folder.resolve("set");
    write(target, 1, 1, 1);
    Path json = target.resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace("-3.0", label));
    return target;
  }

  @Test
  void aLabelOutsideTheRangeIsNamed() throws Exception {
    Path target = writtenWithLeast("-1.0");
    assertThatThrownBy(() -> Dataset.open(target))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            target.resolve("train").resolve("labels.npy")
                + ": row 0: expected a label in [-1.0, 3.0], found -1.1");
  }

  /** -1.1 is no float32; the float nearest to it is smaller. */
  @Test
  void aLabelThatIsTheBoundIsInTheRange() throws Exception {
    Path target = writtenWithLeast("-1.1");
    try (Dataset dataset = Dataset.open(target)) {
      assertThat(dataset.labels(Split.TRAIN)).containsExactly(-1.1f);
    }
  }

  @Test
  void aFolderThatIsNoDatasetIsNamed() {
    assertThatThrownBy(() -> Dataset.open(folder))
        .hasMessage(folder + ": expected a dataset directory with dataset.json, found none");
  }

  @Test
  void classesAreKept() throws Exception {
    try (DatasetWriter writer = DatasetWriter.create(folder.resolve("set"), SHAPES)) {
      fill(writer, new int[] {1, 1, 1});
      writer.finish("set", new Task.Classification(3), -2, 2, "abc");
    }
    assertThat(Dataset.open(folder.resolve("set")).description().task())
        .isEqualTo(new Task.Classification(3));
  }
}
