package dar.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files cut short or with bytes changed: they are read, or refused in one line. */
class HostileWeightsTest {
  private static final long SEED = 20_260_101;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "f32,model.safetensors,20264,499",
    "onnx,model.onnx,51977,499",
    "ckpt,bert_model.ckpt.index,1556,61",
    "ckpt,bert_model.ckpt.data-00000-of-00001,15712,1009"
  })
  void everyCutFileIsRefused(String name, String file, int needed, int step) throws IOException {
    Path copy = TinyBert.copy(name, folder);
    byte[] whole = Files.readAllBytes(copy.resolve(file));
    for (int length = 0; length < needed; length += step) {
      Files.write(copy.resolve(file), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TinyBert.readAll(copy))
          .as("%d of %d bytes", length, needed)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(copy.toString())
          .hasMessageContaining("expected ")
          .hasMessageContaining(", found ")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "f32,model.safetensors,2400,600",
    "f32,tokenizer.json,5000,200",
    "f32,config.json,600,200",
    "onnx,model.onnx,51000,600",
    "ckpt,bert_model.ckpt.index,1556,300"
  })
  void changedBytesDoNotGetThrough(String name, String file, int range, int rounds)
      throws IOException {
    Path copy = TinyBert.copy(name, folder);
    byte[] whole = Files.readAllBytes(copy.resolve(file));
    Random random = new Random(SEED);
    for (int round = 0; round < rounds; round++) {
      byte[] changed = whole.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        changed[random.nextInt(range)] = (byte) random.nextInt(256);
      }
      Files.write(copy.resolve(file), changed);
      try {
        TinyBert.readAll(copy);
      } catch (BadInputException e) {
        assertThat(e.getMessage())
            .as("round %d of seed %d", round, SEED)
            .startsWith(copy.toString())
            .doesNotContain("\n");
      }
    }
  }
}
