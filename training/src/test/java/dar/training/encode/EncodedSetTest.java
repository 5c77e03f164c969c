package dar.training.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.data.Split;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

class EncodedSetTest {
  private static final int TOKENS = 32;

  @TempDir Path folder;

  private Dataset data;
  private Path out;

  @BeforeEach
  void makeData() {
    Path set = folder.resolve("sentences");
    Synthetic.write(set, SyntheticOptions.demo().withCounts(40, 2, 3), 1);
    data = Dataset.open(set);
    out = folder.resolve("out");
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void vectorsAreTheEncoders() throws IOException {
    Path huggingFace =
        TinyEncoder.write(
            folder.resolve("a"),
            TInt64.class,
            -1,
            "last_hidden_state",
            "input_ids",
            "attention_mask",
            "token_type_ids");
    List<Integer> told = new ArrayList<>();
    try (SentenceEncoder encoder = open(huggingFace)) {
      EncodedSet.write(data, encoder, out, told::add);
    }
    assertThat(told).containsExactly(32, 40, 42, 45);
    try (Dataset encoded = Dataset.open(out)) {
      DatasetDescription description = encoded.description();
      assertThat(description.tokens()).isEmpty();
      assertThat(description.modalities().get(Modality.LANGUAGE))
          .isEqualTo(new ModalityShape(TOKENS, 2));
      assertThat(description.counts()).isEqualTo(data.description().counts());
      for (Split split : Split.values()) {
        same(encoded, split);
      }
    }
  }

  private void same(Dataset encoded, Split split) {
    assertThat(encoded.labels(split)).isEqualTo(data.labels(split));
    assertThat(encoded.ids(split)).isEqualTo(data.ids(split));
    assertThat(encoded.texts(split)).isEqualTo(data.texts(split));
    assertThat(encoded.factors(split, Dataset.COMMON).orElseThrow())
        .isDeepEqualTo(data.factors(split, Dataset.COMMON).orElseThrow());
    int[] ids = new int[TOKENS];
    float[] vectors = new float[2 * TOKENS];
    float[] visual = new float[24 * 96];
    float[] copied = new float[24 * 96];
    for (int row = 0; row < data.size(split); row++) {
      data.readTokens(split, new int[] {row}, ids);
      encoded.read(split, Modality.LANGUAGE, new int[] {row}, vectors);
      int length = data.length(split, Modality.LANGUAGE, row);
      assertThat(encoded.length(split, Modality.LANGUAGE, row)).isEqualTo(length);
      for (int i = 0; i < TOKENS; i++) {
        assertThat(vectors[2 * i]).isEqualTo(i < length ? ids[i] : 0);
        assertThat(vectors[2 * i + 1]).isEqualTo(i < length ? 10 : 0);
      }
      data.read(split, Modality.VISUAL, new int[] {row}, visual);
      encoded.read(split, Modality.VISUAL, new int[] {row}, copied);
      assertThat(copied).isEqualTo(visual);
    }
  }

  /** Without types, int32, names of the Model Garden, a fixed length, an output of any name. */
  @Test
  void otherNamesAndTypes() throws IOException {
    Path garden =
        TinyEncoder.write(
            folder.resolve("b"), TInt32.class, TOKENS, "out", "input_word_ids", "input_mask");
    try (SentenceEncoder encoder = open(garden)) {
      EncodedSet.write(data, encoder, out, done -> {});
      String hash = encoder.hash();
      assertThat(hash).matches("[0-9a-f]{64}").isEqualTo(encoder.hash());
    }
    try (Dataset encoded = Dataset.open(out)) {
      assertThat(encoded.description().sourceHash()).isNotEqualTo(data.description().sourceHash());
    }
  }

  @Test
  void whatAnEncoderMakesOfPaddingDoesNotMatter() throws IOException {
    try (SentenceEncoder encoder = open(dividing("by_mask"))) {
      EncodedSet.write(data, encoder, out, done -> {});
    }
    try (Dataset encoded = Dataset.open(out)) {
      for (Split split : Split.values()) {
        same(encoded, split);
      }
    }
  }

  @Test
  void vectorsOfTokensAreFinite() throws IOException {
    try (SentenceEncoder encoder = open(dividing("by_padding"))) {
      assertThatThrownBy(() -> EncodedSet.write(data, encoder, out, done -> {}))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "demo: expected finite vectors, found Infinity in that of sample "
                  + data.ids(Split.TRAIN).get(0));
    }
    assertThat(out).doesNotExist();
  }

  private Path dividing(String output) throws IOException {
    return TinyEncoder.write(
        folder.resolve("c"), TInt32.class, TOKENS, output, "input_ids", "attention_mask");
  }

  @Test
  void whatIsNoEncoder() throws IOException {
    refused(
        "expected an input input_ids or input_word_ids, found [ids, input_mask]",
        TInt32.class,
        TOKENS,
        "out",
        "ids",
        "input_mask");
    refused(
        "expected inputs of ids, mask and types alone, found also [speaker]",
        TInt32.class,
        TOKENS,
        "out",
        "input_ids",
        "input_mask",
        "speaker");
    refused(
        "input_ids: expected whole numbers [B, 32], found DT_INT32 [-1, 16]",
        TInt32.class,
        16,
        "out",
        "input_ids",
        "input_mask");
    refused(
        "input_ids: expected whole numbers [B, 32], found DT_FLOAT [-1, 32]",
        TFloat32.class,
        TOKENS,
        "out",
        "input_ids",
        "input_mask");
    Path encoder =
        TinyEncoder.write(
            folder.resolve("d"), TInt32.class, TOKENS, "out", "input_ids", "input_mask");
    assertThatThrownBy(() -> SentenceEncoder.open(encoder, "encode", TOKENS).close())
        .isInstanceOf(BadInputException.class)
        .hasMessage(encoder + ": expected a signature encode, found [serving_default]");
    Files.write(encoder.resolve("saved_model.pb"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> open(encoder).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(encoder + ": expected a SavedModel that is whole, found ");
    assertThatThrownBy(() -> open(folder).close())
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder + ": expected the folder of a SavedModel, found none");
  }

  private <T extends TNumber> void refused(
      String message, Class<T> type, long tokens, String output, String... names)
      throws IOException {
    Path encoder = TinyEncoder.write(folder.resolve("refused"), type, tokens, output, names);
    assertThatThrownBy(() -> open(encoder).close())
        .isInstanceOf(BadInputException.class)
        .hasMessage(encoder + ": " + message);
  }

  @Test
  void setsWithoutTokens() {
    Path vectors = folder.resolve("vectors");
    Synthetic.write(vectors, SyntheticOptions.vectors().withCounts(1, 1, 1), 1);
    try (Dataset other = Dataset.open(vectors)) {
      assertThatThrownBy(() -> EncodedSet.tokens(other))
          .isInstanceOf(BadInputException.class)
          .hasMessage("vectors: expected language as tokens, found none");
    }
  }

  private static SentenceEncoder open(Path folder) {
    return SentenceEncoder.open(folder, "serving_default", TOKENS);
  }
}
