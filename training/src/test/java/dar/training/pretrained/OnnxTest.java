package dar.training.pretrained;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are valid protocol buffers and no BERT. */
class OnnxTest {
  @TempDir Path folder;
  private Path copy;

  @BeforeEach
  void copy() {
    copy = TinyBert.copy("onnx", folder);
  }

  private static ByteString message(int field, ByteString... values) {
    UnknownFieldSet.Field.Builder all = UnknownFieldSet.Field.newBuilder();
    for (ByteString value : values) {
      all.addLengthDelimited(value);
    }
    return UnknownFieldSet.newBuilder().addField(field, all.build()).build().toByteString();
  }

  private static ByteString number(int field, long value) {
    return UnknownFieldSet.newBuilder()
        .addField(field, UnknownFieldSet.Field.newBuilder().addVarint(value).build())
        .build()
        .toByteString();
  }

  private static ByteString name(String name) {
    return message(8, ByteString.copyFromUtf8(name));
  }

  private void assertRefused(ByteString initializer, String message) throws IOException {
    Path file = copy.resolve("model.onnx");
    Files.write(file, message(7, message(5, initializer)).toByteArray());
    assertThatThrownBy(() -> TinyBert.readAll(copy))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void initialisersAreBounded() throws IOException {
    ByteString words = name("embeddings.word_embeddings.weight");
    assertRefused(
        words.concat(number(14, 1)),
        "embeddings.word_embeddings.weight: expected its data in this file, found data in another file");
    assertRefused(number(1, -4), "expected initialisers of up to 8 axes, found [-4]");
    assertRefused(
        name("x".repeat(513)), "expected up to 65536 names of up to 512 bytes, found more");
    assertRefused(
        name("x"),
        "expected the weights of a BERT with embeddings.word_embeddings.weight, found none");
    assertRefused(
        words.concat(number(2, 3)).concat(number(1, 1)).concat(message(9, name("12345678"))),
        "embeddings/word_embeddings: expected float32, float16 or bfloat16, found type 3");
    assertRefused(
        words.concat(number(2, 1)).concat(number(1, 1L << 40)),
        "embeddings/word_embeddings: expected the data of [1099511627776], found 0 bytes");
    ByteString four = ByteString.copyFrom(new byte[4]);
    assertRefused(
        words.concat(number(2, 1)).concat(number(1, 2)).concat(message(9, four, four, four)),
        "embeddings/word_embeddings: expected the data of [2], found 0 bytes");
  }
}
