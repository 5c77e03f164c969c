package dar.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDatasetTest {
  private static final TokenShape TOKENS = new TokenShape(4, 200);

  @TempDir Path folder;

  private DatasetDescription write(Map<Modality, ModalityShape> shapes) throws IOException {
    try (DatasetWriter writer =
        DatasetWriter.create(folder.resolve("set"), shapes, Optional.of(TOKENS))) {
      for (Split split : Split.values()) {
        try (TokenWriter tokens = writer.tokens(split)) {
          tokens.append(new int[] {101, 7, 102, 0}, 3);
          tokens.append(new int[] {101, 199, 5, 102}, 4);
          tokens.append(new int[4], 0);
        }
        for (Modality modality : shapes.keySet()) {
          try (NpyWriter out = writer.features(split, modality)) {
            out.append(new float[] {1, 2, 3}, 3);
          }
        }
        List<String> names = List.of("a", "b", "c");
        writer.samples(
            split,
            new Samples(
                Map.of(Modality.LANGUAGE, new int[] {3, 4, 0}), new float[3], names, names));
      }
      return writer.finish("set", new Task.Regression(), -3, 3, "abc");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1 << 30})
  void roundTrip(long chunkBytes) throws Exception {
    DatasetDescription written = write(Map.of(Modality.VISUAL, new ModalityShape(1, 1)));
    assertThat(written.tokens()).contains(TOKENS);
    assertThat(written.modalities()).containsOnlyKeys(Modality.VISUAL);
    try (Dataset dataset = Dataset.open(folder.resolve("set"), chunkBytes)) {
      assertThat(dataset.description()).isEqualTo(written);
      assertThat(dataset.tokens()).contains(TOKENS);
      assertThat(dataset.has(Modality.LANGUAGE)).isFalse();
      assertThat(dataset.length(Split.VALID, Modality.LANGUAGE, 1)).isEqualTo(4);
      int[] out = new int[13];
      dataset.readTokens(Split.VALID, new int[] {1, 2, 0}, out);
      assertThat(out).containsExactly(101, 199, 5, 102, 0, 0, 0, 0, 101, 7, 102, 0, 0);
    }
  }

  @Test
  void aSetOfTokensAlone() throws Exception {
    write(Map.of());
    try (Dataset dataset = Dataset.open(folder.resolve("set"))) {
      assertThat(dataset.tokens()).contains(TOKENS);
    }
  }

  @Test
  void vectorsHaveNoTokens() throws Exception {
    try (DatasetWriter writer =
        DatasetWriter.create(
            folder.resolve("set"), Map.of(Modality.LANGUAGE, new ModalityShape(1, 1)))) {
      for (Split split : Split.values()) {
        try (NpyWriter out = writer.features(split, Modality.LANGUAGE)) {
          out.append(new float[] {1}, 1);
        }
        writer.samples(split, new Samples(Map.of(), new float[1], List.of("a"), List.of("a")));
      }
      writer.finish("set", new Task.Regression(), -3, 3, "abc");
    }
    try (Dataset dataset = Dataset.open(folder.resolve("set"))) {
      assertThat(dataset.tokens()).isEmpty();
      assertThatThrownBy(() -> dataset.readTokens(Split.TRAIN, new int[1], new int[1]))
          .hasMessageStartingWith("language: expected a modality that the open dataset has");
    }
  }

  @Test
  void vectorsAndTokensAtOnceAreRefused() {
    assertThatThrownBy(() -> write(Map.of(Modality.LANGUAGE, new ModalityShape(1, 1))))
        .isInstanceOf(BadInputException.class)
        .hasMessage("language: expected vectors or tokens, found both");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"vocabulary\" : 200 | \"vocabulary\" : 199 | row 1: expected ids in [0, 199), found 199",
        "\"vocabulary\" : 200 | \"vocabulary\" : 100 | expected more than 100, the id of [UNK]",
        "\"length\" : 4 | \"length\" : 5 | language_ids.npy: expected <i4 [3, 5], found <i4 [3, 4]",
        "\"length\" : 4 | \"length\" : 1 | tokens.length: expected at least 2, for [CLS] and [SEP]",
        "\"tokens\" | \"words\" | modalities.language: expected [kind, length, width]",
        "\"vocabulary\" | \"words\" | modalities.language: expected [kind, length, vocabulary]",
      })
  void aBadDescriptionIsNamed(String from, String to, String message) throws Exception {
    write(Map.of());
    Path json = folder.resolve("set").resolve("dataset.json");
    Files.writeString(json, Files.readString(json).replace(from, to));
    assertOpenRefused(message);
  }

  /** The place of an element in a file: 128 bytes of header, 4 of each element. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "language_ids | 3 | -1 | language_ids.npy: row 0: expected ids in [0, 200), found -1",
        "language_mask | 1 | 0 | mask.npy: row 0: expected 3 ones and zeros behind them, found 0 at"
            + " 1",
        "language_mask | 3 | 1 | mask.npy: row 0: expected 3 ones and zeros behind them, found 1 at"
            + " 3",
        "lengths | 3 | 3 | mask.npy: row 1: expected 3 ones and zeros behind them, found 1 at 3",
        "lengths | 0 | 5 | lengths.npy: row 0: expected a language length in [0, 4], found 5",
      })
  void aBadElementIsNamed(String file, int place, int value, String message) throws Exception {
    write(Map.of());
    Path path = folder.resolve("set").resolve("test").resolve(file + ".npy");
    byte[] bytes = Files.readAllBytes(path);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(128 + 4 * place, value);
    Files.write(path, bytes);
    assertOpenRefused(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"language_ids.npy", "language_mask.npy"})
  void aMissingFileIsNamed(String name) throws Exception {
    write(Map.of());
    Path file = folder.resolve("set").resolve("train").resolve(name);
    Files.delete(file);
    assertOpenRefused(file + ": expected a file, found none");
  }

  private void assertOpenRefused(String message) {
    assertThatThrownBy(() -> Dataset.open(folder.resolve("set")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }
}
