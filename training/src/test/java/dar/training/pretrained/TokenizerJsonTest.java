package dar.training.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerJsonTest {
  private static final int VOCABULARY = 110;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private static JsonNode read(Path folder) throws IOException {
    return MAPPER.readTree(TokenizerJson.of(folder, VOCABULARY));
  }

  /** f32 holds the file that the tokenizers library wrote for the vocabulary of bf16. */
  @Test
  void aVocabularyBecomesWhatTheLibraryMakesOfIt() throws IOException {
    assertThat(read(TinyBert.resource("bf16"))).isEqualTo(read(TinyBert.resource("f32")));
  }

  @Test
  void aConfigurationSaysWhetherCaseCounts() throws IOException {
    String lowercase = "/normalizer/lowercase";
    assertThat(read(TinyBert.resource("ckpt")).at(lowercase).asBoolean()).isTrue();
    assertThat(read(TinyBert.resource("f16")).at(lowercase).asBoolean()).isFalse();
    Path copy = TinyBert.copy("ckpt", folder);
    Path words = copy.resolve("vocab.txt");
    Files.writeString(words, Files.readString(words).replace("\na\n", "\nA\n"));
    assertThat(read(copy).at(lowercase).asBoolean()).as("cased pieces").isFalse();
    Files.writeString(copy.resolve("tokenizer_config.json"), "{\"do_lower_case\": true}");
    assertThat(read(copy).at(lowercase).asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"type\": \"BertNormalizer\" | \"type\": \"NFC\" | normalizer.type: expected BertNormalizer, found \"NFC\"",
        "\"type\": \"BertPreTokenizer\" | \"type\": \"ByteLevel\" | pre_tokenizer.type: expected BertPreTokenizer, found \"ByteLevel\"",
        "\"type\": \"WordPiece\",\\n    \"unk | \"type\": \"BPE\",\\n    \"unk | model.type: expected WordPiece, found \"BPE\"",
        "\"unk_token\": \"[UNK]\" | \"unk_token\": \"<unk>\" | model.unk_token: expected [UNK], found \"<unk>\"",
        "\"continuing_subword_prefix\": \"##\" | \"continuing_subword_prefix\": \"@\" | model.continuing_subword_prefix: expected ##, found \"@\"",
        "\"[UNK]\": 100 | \"[UNK]\": 7 | [UNK]: expected one id, found 7 and 100",
        "\"[unused5]\": 6 | \"[unused5]\": 5 | id 5: expected one word piece, found [unused4] and [unused5]",
        "\"[unused5]\": 6 | \"[unused5]\": 600 | [unused5]: expected an id in [0, 110), found 600",
        "\"[unused5]\": 6 | \"[unused5]\": -6 | [unused5]: expected an id in [0, 110), found -6",
        "\"[unused5]\": 6 | \"[unused5]\": 6.5 | [unused5]: expected one id, found 6.5",
        "\"[unused5]\": 6, | '' | expected the 110 word pieces of the configuration's vocab_size, found 109"
      })
  void everyOtherTokenizerIsRefused(String from, String to, String message) throws IOException {
    String text = Files.readString(TinyBert.resource("f32/tokenizer.json"));
    String old = from.replace("\\n", "\n");
    assertThat(text).contains(old);
    byte[] changed = text.replace(old, to.replace("\\n", "\n")).getBytes(UTF_8);
    assertThatThrownBy(() -> TokenizerJson.check("t", changed, VOCABULARY))
        .isInstanceOf(BadInputException.class)
        .hasMessage("t: " + message);
  }

  @Test
  void theUnknownTokenIsTheOneThatErases() throws IOException {
    String text = Files.readString(TinyBert.resource("f32/tokenizer.json"));
    byte[] changed =
        text.replace("\"id\": 100", "\"id\": 1")
            .replace("\"[UNK]\": 100", "\"[UNK]\": 1")
            .replace("\"[unused0]\": 1,", "\"[unused0]\": 100,")
            .getBytes(UTF_8);
    assertThatThrownBy(() -> TokenizerJson.check("t", changed, VOCABULARY))
        .isInstanceOf(BadInputException.class)
        .hasMessage("t: [UNK]: expected id 100, found 1");
  }

  @Test
  void aVocabularyIsUtf8AndHoldsEachPieceOnce() throws IOException {
    Path copy = TinyBert.copy("ckpt", folder);
    Path words = copy.resolve("vocab.txt");
    String text = Files.readString(words);
    Files.writeString(words, text.replace("\nb\n", "\na\n"));
    assertRefused(copy, words + ": line 106: expected a new word piece, found a of line 105");
    Files.writeString(words, text + "more\n");
    assertRefused(
        copy,
        words + ": expected the 110 word pieces of the configuration's vocab_size, found 111");
    Files.writeString(words, text.replace("[SEP]", "[sep]"));
    assertRefused(copy, words + ": expected [SEP], found none");
    Files.write(words, new byte[] {'a', (byte) 0xff});
    assertRefused(copy, words + ": expected UTF-8, found other bytes");
    Files.writeString(words, text.replace("\n", "\r\n"));
    assertThat(read(copy)).isEqualTo(read(TinyBert.resource("ckpt")));
  }

  private static void assertRefused(Path folder, String message) {
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }
}
