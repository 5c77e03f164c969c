package dar.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BertConfigTest {
  @TempDir Path folder;

  private Path changed(String from, String to) throws IOException {
    Path file = folder.resolve("config.json");
    String text = Files.readString(TinyBert.resource("f32/config.json"));
    assertThat(text).contains(from);
    return Files.writeString(file, text.replace(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"model_type\": \"bert\" | \"model_type\": \"roberta\" | model_type: expected bert, found \"roberta\"",
        "\"gelu\" | \"gelu_new\" | hidden_act: expected gelu, found \"gelu_new\"",
        "\"use_cache\": true | \"position_embedding_type\": \"relative_key\" | position_embedding_type: expected absolute, found \"relative_key\"",
        "\"is_decoder\": false | \"is_decoder\": true | is_decoder: expected false, found true",
        "\"hidden_size\": 12 | \"hidden_size\": 12.5 | hidden_size: expected a whole number, found 12.5",
        "\"hidden_size\": 12 | \"hidden_size\": 4294967296 | hidden_size: expected a whole number, found 4294967296",
        "\"hidden_size\": 12, | '' | hidden_size: expected a whole number, found none",
        "\"hidden_size\": 12 | \"hidden_size\": -12 | bert.width: expected at least 1, found -12",
        "\"num_attention_heads\": 3 | \"num_attention_heads\": 5 | bert.heads: expected a divisor of bert.width 12, found 5",
        "\"num_hidden_layers\": 2 | \"num_hidden_layers\": 2000000000 | num_hidden_layers: expected at most 1000, found 2000000000",
        "1e-12 | \"small\" | layer_norm_eps: expected a number, found \"small\"",
        "1e-12 | 7 | bert.epsilon: expected in (0, 1), found 7.0"
      })
  void everyOtherModelIsRefused(String from, String to, String message) throws IOException {
    Path file = changed(from, to);
    assertThatThrownBy(() -> BertConfig.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": " + message);
  }

  /** Sizes of which no weights could exist: refused, and no memory asked for. */
  @Test
  void hugeSizesEndInOneLine() throws IOException {
    Path copy = TinyBert.copy("ckpt", folder);
    Path config = copy.resolve("bert_config.json");
    Files.writeString(
        config,
        Files.readString(config).replace("\"hidden_size\": 12", "\"hidden_size\": 2147483646"));
    assertThatThrownBy(() -> TinyBert.readAll(copy))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            copy.resolve("bert_model.ckpt")
                + ": embeddings/word_embeddings: expected [110, 2147483646], found [110, 12] and 34 more");
  }
}
