package dar.training.pretrained;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers that lie. */
class SafetensorsTest {
  private static final String FIRST = "embeddings.word_embeddings.weight";
  private static final String SECOND = "embeddings.LayerNorm.bias";

  @TempDir Path folder;
  private Path copy;
  private Path file;

  @BeforeEach
  void copy() {
    copy = TinyBert.copy("f32", folder);
    file = copy.resolve("model.safetensors");
  }

  private void write(long headerBytes, String header, int dataBytes) throws IOException {
    byte[] bytes = header.getBytes(UTF_8);
    ByteBuffer all =
        ByteBuffer.allocate(Long.BYTES + bytes.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, all.putLong(headerBytes).put(bytes).array());
  }

  private void assertRefused(String header, int dataBytes, String message) throws IOException {
    String json = header.replace('\'', '"');
    write(json.length(), json, dataBytes);
    assertRefused(message);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> TinyBert.readAll(copy))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void theHeaderIsNoLongerThanTheFile() throws IOException {
    Files.write(file, new byte[7]);
    assertRefused("expected a safetensors file, found 7 bytes");
    write(3, "{}", 0);
    assertRefused("expected a header of at most 2 bytes, found 3");
    write(-1, "{}", 0);
    assertRefused("expected a header of at most 2 bytes, found 18446744073709551615");
    write(Long.MAX_VALUE, "{}", 0);
    assertRefused("expected a header of at most 2 bytes, found 9223372036854775807");
    write(1 << 24, "{" + " ".repeat(1 << 24), 0);
    assertRefused("expected a header of at most 8388608 bytes, found 16777216");
  }

  @Test
  void theHeaderIsAnObjectOfTensors() throws IOException {
    assertRefused("[1, 2]", 0, "expected a JSON object, found [1,2]");
    assertRefused("{}", 0, "expected the weights of a BERT with " + FIRST + ", found none");
    String expected = "expected dtype, shape and data_offsets of whole numbers, found ";
    assertRefused("{'x': 1}", 0, "x: " + expected + "none");
    assertRefused("{'x\\n': {'shape': [-1]}}", 0, "x?: " + expected + "[-1]");
    assertRefused("{'x': {'shape': [1.5]}}", 0, "x: " + expected + "[1.5]");
    assertRefused(
        "{'x': {'shape': [1], 'data_offsets': ['0', 4]}}", 4, "x: " + expected + "[\"0\",4]");
    assertRefused(
        "{'x': {'shape': [%s]}}".formatted("1,".repeat(99) + "1"),
        0,
        "x: " + expected + "[" + "1,".repeat(39) + "1...");
  }

  @Test
  void theHeaderIsJson() throws IOException {
    write(4, "\u0000\u0001}{", 0);
    assertThatThrownBy(() -> TinyBert.readAll(copy))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": expected JSON, found ")
        .hasMessageNotContaining("\n");
    String deep = "{\"x\":" + "[".repeat(100_000);
    write(deep.length(), deep, 0);
    assertThatThrownBy(() -> TinyBert.readAll(copy))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": expected JSON, found ");
    String twice = "{\"x\": {}, \"x\": {}}";
    write(twice.length(), twice, 0);
    assertThatThrownBy(() -> TinyBert.readAll(copy))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": expected JSON, found 'x' twice on line 1");
  }

  private static String tensor(String name, String dtype, String shape, String offsets) {
    return "'%s': {'dtype': '%s', 'shape': %s, 'data_offsets': %s}"
        .formatted(name, dtype, shape, offsets);
  }

  private static String two(String firstOffsets, String secondOffsets) {
    return "{%s, %s}"
        .formatted(
            tensor(FIRST, "F32", "[2]", firstOffsets), tensor(SECOND, "F32", "[2]", secondOffsets));
  }

  @Test
  void theDataAreCoveredOnce() throws IOException {
    String within = ": expected data_offsets within 16 bytes, found ";
    assertRefused(two("[0, 8]", "[8, 17]"), 16, SECOND + within + "[8,17]");
    assertRefused(two("[8, 0]", "[8, 16]"), 16, FIRST + within + "[8,0]");
    assertRefused(two("[0, 8, 9]", "[8, 16]"), 16, FIRST + within + "[0,8,9]");
    assertRefused(
        two("[0, 8]", "[4, 16]"), 16, SECOND + ": expected data from offset 8 on, found 4");
    assertRefused(
        two("[0, 8]", "[9, 16]"), 16, SECOND + ": expected data from offset 8 on, found 9");
    assertRefused(two("[0, 8]", "[8, 16]"), 17, "expected 16 bytes of data, found 17");
  }

  @Test
  void aTensorHasTheDataOfItsShape() throws IOException {
    assertRefused(
        "{%s}".formatted(tensor(FIRST, "F32", "[3]", "[0, 8]")),
        8,
        "embeddings/word_embeddings: expected the data of [3], found 8 bytes");
    assertRefused(
        "{%s}".formatted(tensor(FIRST, "F32", "[4294967296, 4294967296]", "[0, 8]")),
        8,
        "embeddings/word_embeddings: expected the data of [4294967296, 4294967296], found 8 bytes");
    assertRefused(
        "{%s}".formatted(tensor(FIRST, "F64", "[1]", "[0, 8]")),
        8,
        "embeddings/word_embeddings: expected float32, float16 or bfloat16, found type F64");
  }

  @Test
  void oneEncoderIsRead() throws IOException {
    assertRefused(
        "{%s, %s}"
            .formatted(
                tensor("a." + FIRST, "F32", "[2]", "[0, 8]"),
                tensor("b." + FIRST, "F32", "[2]", "[8, 16]")),
        16,
        "expected one encoder, found a.%s and b.%s".formatted(FIRST, FIRST));
    assertRefused(
        "{%s, %s, %s}"
            .formatted(
                tensor(FIRST, "F32", "[2]", "[0, 8]"),
                tensor("embeddings.LayerNorm.gamma", "F32", "[2]", "[8, 16]"),
                tensor("embeddings.LayerNorm.weight", "F32", "[2]", "[16, 24]")),
        24,
        "embeddings/LayerNorm/gamma: expected one tensor of it, found two");
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(8 + header + 4, Float.NaN);
    Files.write(file, bytes);
    assertRefused("embeddings/LayerNorm/beta: expected finite numbers, found NaN at element 1");
  }
}
