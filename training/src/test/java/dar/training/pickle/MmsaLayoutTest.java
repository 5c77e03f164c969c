package dar.training.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.training.data.Dataset;
import dar.training.data.ImportReport;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link SplitReader} and {@link Labels} say of data that does not fit. */
class MmsaLayoutTest {
  @TempDir Path folder;

  private final Map<Split, Map<String, Consumer<PickleBuilder>>> splits = new LinkedHashMap<>();

  @BeforeEach
  void twoSamplesASplit() {
    for (Split split : Split.values()) {
      Map<String, Consumer<PickleBuilder>> fields = new LinkedHashMap<>();
      fields.put("text", array(new float[] {1, 2, 3, 4}, 2, 2, 1));
      fields.put("text_lengths", pickle -> pickle.list(2, 1));
      fields.put("vision", array(new float[] {5, 6}, 2, 1, 1));
      fields.put("audio", array(new float[] {0, 0}, 2, 1, 1));
      fields.put("regression_labels", array(new float[] {-2.5f, 1}, 2, 1));
      splits.put(split, fields);
    }
  }

  private static Consumer<PickleBuilder> array(float[] values, int... shape) {
    return pickle -> pickle.array(values, shape);
  }

  private void put(Split split, String field, Consumer<PickleBuilder> value) {
    splits.get(split).put(field, value);
  }

  private ImportReport run() throws IOException {
    PickleBuilder pickle = new PickleBuilder().op(Opcode.EMPTY_DICT);
    splits.forEach(
        (split, fields) -> {
          pickle.text(split.key()).op(Opcode.EMPTY_DICT);
          fields.forEach(
              (name, value) -> {
                value.accept(pickle.text(name));
                pickle.op(Opcode.SETITEM);
              });
          pickle.op(Opcode.SETITEM);
        });
    pickle.stop(folder.resolve("data.pkl"));
    return MmsaImport.run(
        folder.resolve("data.pkl"), folder.resolve("set"), "set", LanguageSource.DEFAULT);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::run)
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder.resolve("data.pkl") + ": " + message);
    assertThat(folder).isDirectoryNotContaining("glob:**/*set*");
  }

  @Test
  void whatFitsIsImported() throws IOException {
    ImportReport report = run();
    // The acoustic modality is all zero in all splits: the set lacks it.
    assertThat(report.description().modalities())
        .containsOnlyKeys(Modality.LANGUAGE, Modality.VISUAL);
    assertThat(report.description().labelMin()).isEqualTo(-3);
    assertThat(report.absent().get(Split.TEST)).containsEntry(Modality.ACOUSTIC, 2);
  }

  @ParameterizedTest
  @EnumSource(Split.class)
  void anEmptyOrMissingSplit(Split split) {
    String message = "split %s: expected at least 1 sample, found none".formatted(split.key());
    Map<String, Consumer<PickleBuilder>> fields = splits.get(split);
    fields.put("regression_labels", array(new float[0], 0));
    assertRefused(message);
    fields.put("regression_labels", pickle -> pickle.list());
    assertRefused(message);
    fields.clear();
    assertRefused(message);
    splits.remove(split);
    assertRefused(message);
  }

  @Test
  void labelsThatAreNoNumbers() {
    put(Split.TEST, "regression_labels", array(new float[] {1, Float.NaN}, 2));
    assertRefused("split test: row 1: expected a finite label, found NaN");
    put(Split.TEST, "regression_labels", pickle -> pickle.text("none"));
    assertRefused(
        "split test: regression_labels: expected a list or array of numbers, found a text");
    splits.get(Split.TEST).remove("regression_labels");
    assertRefused("split test: regression_labels: expected labels, found none");
  }

  @Test
  void theRangeIsThatOfAllSplits() throws IOException {
    put(Split.VALID, "regression_labels", array(new float[] {3, -3.5f}, 2));
    assertThat(run().description().labelMin()).isEqualTo(-4);
  }

  @Test
  void valuesThatAreNotFiniteBecomeZero() throws IOException {
    put(
        Split.TRAIN,
        "text",
        array(new float[] {1, Float.NEGATIVE_INFINITY, Float.NaN, 4}, 2, 2, 1));
    assertThat(run().cleaned()).isEqualTo(Map.of(Modality.LANGUAGE, 2L, Modality.VISUAL, 0L));
    try (Dataset dataset = Dataset.open(folder.resolve("set"))) {
      float[] out = new float[4];
      dataset.read(Split.TRAIN, Modality.LANGUAGE, new int[] {0, 1}, out);
      assertThat(out).containsExactly(1, 0, 0, 4);
    }
  }

  @Test
  void lengths() throws IOException {
    put(Split.TRAIN, "text_lengths", pickle -> pickle.list(1, -1));
    assertRefused("split train: text_lengths: row 1: expected a length of at least 0, found -1.0");
    put(Split.TRAIN, "text_lengths", pickle -> pickle.list(1));
    assertRefused("split train: text_lengths: expected 2 values, one a label, found 1");
    put(Split.TRAIN, "text_lengths", pickle -> pickle.list(9, 0));
    ImportReport report = run();
    assertThat(report.clamped()).containsEntry(Modality.LANGUAGE, 1);
    assertThat(report.absent().get(Split.TRAIN)).containsEntry(Modality.LANGUAGE, 1);
  }

  @Test
  void featuresOfAnotherShape() {
    put(Split.TRAIN, "text", array(new float[4], 2, 2));
    assertRefused(
        "split train: text: expected an array of shape [2, T, d], found a float array of shape"
            + " [2, 2]");
    put(Split.TRAIN, "text", array(new float[] {1, 2, 3, 4}, 2, 1, 2));
    assertRefused(
        "split valid: language: expected 1 steps of 2, as in the splits before, found 2 of 1");
    put(Split.TRAIN, "text", pickle -> pickle.text("vectors"));
    assertRefused("split train: text: expected an array of numbers of 3 axes, found a text");
  }

  /** A split that lacks what the others have holds zeros of length 0. */
  @Test
  void aModalityThatOneSplitLacks() throws IOException {
    splits.get(Split.VALID).remove("vision");
    put(Split.TEST, "vision", array(new float[0], 2, 1, 0));
    ImportReport report = run();
    assertThat(report.absent().get(Split.VALID)).containsEntry(Modality.VISUAL, 2);
    assertThat(report.absent().get(Split.TEST)).containsEntry(Modality.VISUAL, 2);
    try (Dataset dataset = Dataset.open(folder.resolve("set"))) {
      float[] out = {9};
      dataset.read(Split.VALID, Modality.VISUAL, new int[] {1}, out);
      assertThat(out).containsExactly(0);
      assertThat(dataset.length(Split.VALID, Modality.VISUAL, 1)).isZero();
    }
  }

  @Test
  void noVectorsAtAll() {
    for (Split split : Split.values()) {
      splits.get(split).remove("text");
      splits.get(split).remove("vision");
    }
    assertRefused(
        "text, vision, audio: expected feature vectors of at least 1 modality, found none of any"
            + " sample");
  }
}
