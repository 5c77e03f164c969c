package dar.graph.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dar.graph.input.BadInputException;
import dar.graph.input.TokenShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
  private static byte[] json;
  private static Tokenizer tokenizer;

  @BeforeAll
  static void open() throws IOException {
    try (InputStream in =
        TokenizerTest.class.getResourceAsStream("/all-minilm-l6-v2-tokenizer.json")) {
      json = in.readAllBytes();
    }
    tokenizer = Tokenizer.of(json);
  }

  @AfterAll
  static void close() {
    if (tokenizer != null) {
      tokenizer.close();
    }
  }

  /** odd-tokens.json was written by Hugging Face's Python package, tools/interop/odd_tokens.py. */
  @Test
  void idsAreThoseOfPython() throws IOException {
    JsonNode cases;
    try (InputStream in = TokenizerTest.class.getResourceAsStream("odd-tokens.json")) {
      cases = new JsonMapper().readTree(in);
    }
    assertThat(cases).hasSizeGreaterThan(40);
    for (JsonNode one : cases) {
      String text = one.get("text").asText().repeat(one.get("times").asInt());
      int[] expected =
          StreamSupport.stream(one.get("ids").spliterator(), false)
              .mapToInt(JsonNode::asInt)
              .toArray();
      int length = one.get("length").asInt();
      Tokenizer.Encoding found = tokenizer.encode(text, length);
      assertThat(found.count()).as(one.toString()).isEqualTo(expected.length);
      assertThat(found.ids())
          .as(one.toString())
          .containsExactly(Arrays.copyOf(expected, length)); // [PAD] is 0
    }
  }

  @Test
  void theEndsAreKeptWhereTheTextIsCut() {
    assertThat(tokenizer.encode("good film", 6).ids()).containsExactly(101, 2204, 2143, 102, 0, 0);
    assertThat(tokenizer.encode("good film", 6).count()).isEqualTo(4);
    assertThat(tokenizer.encode("good film", 3).ids()).containsExactly(101, 2204, 102);
    assertThat(tokenizer.encode("good film", 2).ids()).containsExactly(101, 102);
    assertThat(tokenizer.encode("", 3).ids()).containsExactly(101, 102, 0);
    assertThat(tokenizer.said("\t ", 3).ids()).containsExactly(0, 0, 0);
    assertThat(tokenizer.said("\t ", 3).count()).isZero();
    assertThat(tokenizer.said("a", 3).ids()).isEqualTo(tokenizer.encode("a", 3).ids());
    assertThatThrownBy(() -> tokenizer.encode("good", 1))
        .isInstanceOf(BadInputException.class)
        .hasMessage("length: expected at least 2, for [CLS] and [SEP], found 1");
  }

  /** The file says 128; it does not bind us. */
  @Test
  void theFilesOwnTruncationIsIgnored() {
    assertThat(tokenizer.encode("film ".repeat(1000), 900).count()).isEqualTo(900);
    assertThat(tokenizer.encode("film", 900).count()).isEqualTo(3);
  }

  @Test
  void halfASurrogatePairIsNoCharacter() {
    int[] expected = tokenizer.encode("a\ufffdb \ufffd", 6).ids();
    assertThat(tokenizer.encode("a\ud83db \ude00", 6).ids()).containsExactly(expected);
  }

  @Test
  void severalThreadsMayAsk() {
    int[] alone = tokenizer.encode("what a film", 8).ids();
    assertThat(
            IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> tokenizer.encode("what a film", 8).ids()))
        .allSatisfy(ids -> assertThat(ids).containsExactly(alone));
  }

  @Test
  void tellsWhatItIs() {
    assertThat(tokenizer.vocabulary()).isEqualTo(30522);
    assertThat(tokenizer.json()).isEqualTo(json).isNotSameAs(json);
    assertThat(tokenizer.encode("[UNK]", 3).ids()[1]).isEqualTo(TokenShape.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "text", "[]", "{}", "{\"model\": {\"vocab\": []}}"})
  void whatIsNoTokenizerIsRefused(String text) {
    assertThatThrownBy(() -> Tokenizer.of(text.getBytes(UTF_8)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("tokenizer: expected a Hugging Face tokenizer.json, found ")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[UNK]\":100 | [UNK]\":99 | [UNK]: expected id 100, found 99",
        "[CLS] | [BOS] | [CLS]: expected an id, found none",
        "[SEP] | </s> | [SEP]: expected an id, found none",
        "[PAD] | [NIL] | [PAD]: expected an id, found none",
        "[PAD]\":0 | [PAD]\":7 | [PAD]: expected id 0, found 7",
        "\"film\":2143 | \"film\":-1 | model.vocab: expected an id in [0, 16777216), found another",
        "\"WordPiece\" | \"Wordy\" | expected a Hugging Face tokenizer.json, found one that its",
      })
  void idsOfAnotherModelAreRefused(String from, String to, String message) {
    String small =
        """
        {"version":"1.0","added_tokens":[],"normalizer":null,"pre_tokenizer":null,
        "post_processor":null,"decoder":null,"model":{"type":"WordPiece","unk_token":"[UNK]",
        "continuing_subword_prefix":"##","max_input_chars_per_word":100,
        "vocab":{"[PAD]":0,"[UNK]":100,"[CLS]":101,"[SEP]":102,"film":2143}}}""";
    try (Tokenizer whole = Tokenizer.of(small.getBytes(UTF_8))) {
      assertThat(whole.vocabulary()).isEqualTo(2144);
    }
    assertThatThrownBy(() -> Tokenizer.of(small.replace(from, to).getBytes(UTF_8)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("tokenizer: " + message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void filesAreNamed(@TempDir Path folder) {
    Path none = folder.resolve("none.json");
    assertThatThrownBy(() -> Tokenizer.read(none))
        .hasMessage(none + ": expected a tokenizer.json, found none");
    assertThatThrownBy(() -> Tokenizer.read(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage(folder + ": expected a Hugging Face tokenizer.json, found a folder");
  }

  @Test
  void isClosedOnce() {
    Tokenizer closed = Tokenizer.of(json);
    closed.close();
    closed.close();
    assertThatThrownBy(() -> closed.encode("good", 4)).isInstanceOf(IllegalStateException.class);
  }
}
