package dar.training.pickle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.primitives.Bytes;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.TokenShape;
import dar.training.data.Dataset;
import dar.training.data.ImportReport;
import dar.training.data.Split;
import dar.training.pretrained.TokenizerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Language as tokens: text_bert, and texts where there is none. */
class MmsaTokensTest {
  private static final float[] TOKENS = {
    101, 7, 102, 0, 1, 1, 1, 0, 0, 0, 0, 0, // ids, mask and segments of the first sample
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 // the second has no language
  };

  @TempDir Path folder;

  private final Map<Split, Map<String, Consumer<PickleBuilder>>> splits = new LinkedHashMap<>();

  @BeforeEach
  void twoSamplesASplit() {
    for (Split split : Split.values()) {
      Map<String, Consumer<PickleBuilder>> fields = new LinkedHashMap<>();
      fields.put("text", pickle -> pickle.array(new float[] {1, 2}, 2, 1, 1));
      fields.put("text_bert", pickle -> pickle.array(TOKENS, 2, 3, 4));
      fields.put("raw_text", texts("A good film.", " "));
      fields.put("regression_labels", pickle -> pickle.array(new float[] {-2.5f, 1}, 2));
      splits.put(split, fields);
    }
  }

  private static Consumer<PickleBuilder> texts(String... texts) {
    return pickle -> {
      pickle.op(Opcode.EMPTY_LIST, Opcode.MARK);
      Arrays.stream(texts).forEach(pickle::text);
      pickle.op(Opcode.APPENDS);
    };
  }

  private void remove(String field) {
    splits.values().forEach(fields -> fields.remove(field));
  }

  private ImportReport run(LanguageSource language) throws IOException {
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
    return MmsaImport.run(folder.resolve("data.pkl"), folder.resolve("set"), "set", language);
  }

  private static LanguageSource asked(LanguageSource.Form form) {
    return new LanguageSource(Optional.of(form), TokenizerChoice.DEFAULT);
  }

  private void assertTokens(int length, int... expected) {
    try (Dataset dataset = Dataset.open(folder.resolve("set"))) {
      assertThat(dataset.tokens()).contains(new TokenShape(length, 30522));
      assertThat(dataset.has(Modality.LANGUAGE)).isFalse();
      int[] out = new int[length];
      dataset.readTokens(Split.TEST, new int[] {0}, out);
      assertThat(out).startsWith(expected);
      assertThat(dataset.length(Split.TEST, Modality.LANGUAGE, 0)).isEqualTo(expected.length);
      assertThat(dataset.length(Split.TEST, Modality.LANGUAGE, 1)).isZero();
      dataset.readTokens(Split.TEST, new int[] {1}, out);
      assertThat(out).containsOnly(0);
    }
  }

  private void assertRefused(LanguageSource language, String message) {
    assertThatThrownBy(() -> run(language))
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder.resolve("data.pkl") + ": " + message);
    assertThat(folder).isDirectoryNotContaining("glob:**/*set*");
  }

  @Test
  void tokensAreTheDefaultWhereThereAreBoth() throws IOException {
    ImportReport report = run(LanguageSource.DEFAULT);
    assertThat(report.description().modalities()).isEmpty();
    assertThat(report.absent().get(Split.TEST)).containsEntry(Modality.LANGUAGE, 1);
    assertTokens(4, 101, 7, 102);
  }

  @Test
  void vectorsAreTakenWhereTheyAreAskedFor() throws IOException {
    ImportReport report = run(asked(LanguageSource.Form.VECTORS));
    assertThat(report.description().tokens()).isEmpty();
    assertThat(report.description().modalities())
        .isEqualTo(Map.of(Modality.LANGUAGE, new ModalityShape(1, 1)));
  }

  @Test
  void vectorsAreTheDefaultWhereThereIsNoTextBert() throws IOException {
    splits.values().forEach(fields -> fields.put("text_bert", pickle -> pickle.op(Opcode.NONE)));
    assertThat(run(LanguageSource.DEFAULT).description().tokens()).isEmpty();
  }

  @Test
  void textsBecomeTokensWhereThereIsNothingElse() throws IOException {
    remove("text_bert");
    remove("text");
    run(LanguageSource.DEFAULT);
    assertTokens(50, 101, 1037, 2204, 2143, 1012, 102);
  }

  @Test
  void textsBecomeTokensWhereTokensAreAskedFor() throws IOException {
    remove("text_bert");
    run(
        new LanguageSource(
            Optional.of(LanguageSource.Form.TOKENS), new TokenizerChoice(Optional.empty(), 4)));
    assertTokens(4, 101, 1037, 2204, 102);
  }

  @Test
  void whatIsAskedForMustBeThere() {
    remove("text");
    assertRefused(
        asked(LanguageSource.Form.VECTORS),
        "text: expected vectors of at least 1 sample, found none");
    remove("text_bert");
    remove("raw_text");
    assertRefused(
        asked(LanguageSource.Form.TOKENS),
        "text_bert, raw_text: expected tokens or text of at least 1 sample, found none");
  }

  @Test
  void aSplitThatLacksTokens() {
    splits.get(Split.VALID).remove("text_bert");
    assertRefused(
        LanguageSource.DEFAULT,
        "split valid: text_bert: expected tokens, as in other splits, found none");
    splits.get(Split.VALID).put("text_bert", pickle -> pickle.array(new float[12], 2, 3, 2));
    assertRefused(
        LanguageSource.DEFAULT,
        "split valid: text_bert: expected 4 tokens, as in the splits before, found 2");
    splits.get(Split.VALID).put("text_bert", pickle -> pickle.array(new float[16], 2, 2, 4));
    assertRefused(
        LanguageSource.DEFAULT,
        "split valid: text_bert: expected an array of shape [2, 3, L], found a float array of"
            + " shape [2, 2, 4]");
  }

  /** The place of an element of the first sample: ids from 0 on, mask from 4, segments from 8. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 30522 | whole ids in [0, 30522), found 30522",
        "1 | -1 | whole ids in [0, 30522), found -1",
        "1 | 7.5 | whole ids in [0, 30522), found 7.5",
        "1 | NaN | whole ids in [0, 30522), found NaN",
        "1 | Infinity | whole ids in [0, 30522), found Infinity",
        "5 | 0 | a mask of ones and zeros behind them, found 1 at 2",
        "5 | 2 | a mask of ones and zeros behind them, found 2 at 1",
        "5 | 0.5 | a mask of ones and zeros behind them, found 0.5 at 1",
        "10 | 1 | segments of 0, found 1",
      })
  void tokensThatAreNone(int place, float value, String expected) {
    float[] tokens = TOKENS.clone();
    tokens[place] = value;
    splits.get(Split.TEST).put("text_bert", pickle -> pickle.array(tokens, 2, 3, 4));
    assertRefused(LanguageSource.DEFAULT, "split test: text_bert: row 0: expected " + expected);
  }

  /** Real data, where they are at hand: the tokens are those that Hugging Face made. */
  @Test
  void snippets() throws IOException {
    Path pickle = Path.of("..", "..", "shared", "data", "snippets.pkl");
    assumeThat(pickle).as("skipped: no snippets.pkl").exists();
    MmsaImport.run(pickle, folder.resolve("bert"), "bert", LanguageSource.DEFAULT);
    // With text_bert under another name, raw_text is all there is.
    byte[] bytes = Files.readAllBytes(pickle);
    int renamed = 0;
    byte[] word = "text_bert".getBytes(UTF_8);
    for (int at = Bytes.indexOf(bytes, word); at >= 0; at = Bytes.indexOf(bytes, word)) {
      bytes[at] = 'T';
      renamed++;
    }
    assertThat(renamed).isPositive();
    MmsaImport.run(
        Files.write(folder.resolve("texts.pkl"), bytes),
        folder.resolve("texts"),
        "texts",
        LanguageSource.DEFAULT);
    try (Dataset bert = Dataset.open(folder.resolve("bert"));
        Dataset texts = Dataset.open(folder.resolve("texts"))) {
      assertThat(bert.tokens()).contains(new TokenShape(50, 30522)).isEqualTo(texts.tokens());
      int[] expected = new int[50];
      int[] found = new int[50];
      for (Split split : Split.values()) {
        for (int row = 0; row < bert.size(split); row++) {
          bert.readTokens(split, new int[] {row}, expected);
          texts.readTokens(split, new int[] {row}, found);
          assertThat(found).isEqualTo(expected);
          assertThat(texts.length(split, Modality.LANGUAGE, row))
              .isEqualTo(bert.length(split, Modality.LANGUAGE, row));
        }
      }
    }
  }
}
