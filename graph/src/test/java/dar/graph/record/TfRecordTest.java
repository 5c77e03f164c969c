package dar.graph.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfRecordTest {
  @TempDir Path folder;

  /** {@code tf.io.TFRecordWriter} with b"hello" and b"". */
  @Test
  void framesOfKnownRecords() {
    assertThat(hex("hello")).isEqualTo("0500000000000000eab2043e68656c6c6fbb1f1c19");
    assertThat(hex("")).isEqualTo("000000000000000029039807d8ea82a2");
  }

  private static String hex(String data) {
    return HexFormat.of().formatHex(TfRecord.frame(data.getBytes(UTF_8)));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    List<String> texts = List.of("hello", "", "x".repeat(100_000));
    byte[] bytes = bytes(texts);
    assertThat(read(bytes)).isEqualTo(texts);
    assertThat(read(gzip(bytes))).isEqualTo(texts);
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read(gzip(new byte[0]))).isEmpty();
  }

  /** A length whose bytes begin as gzip does, 0x088b1f, is told by its checksum. */
  @Test
  void aLengthThatLooksLikeGzip() throws IOException {
    List<String> texts = List.of("x".repeat(0x088b1f));
    byte[] bytes = bytes(texts);
    assertThat(Arrays.copyOf(bytes, 3)).containsExactly(0x1f, 0x8b, 0x08);
    assertThat(read(bytes)).isEqualTo(texts);
  }

  @Test
  void everyCutIsFound() {
    byte[] bytes = bytes(List.of("hello", "world"));
    for (int length = 1; length < bytes.length; length++) {
      if (length != bytes.length / 2) { // the end of the first record
        refused(Arrays.copyOf(bytes, length), length < bytes.length / 2 ? 1 : 2);
      }
    }
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] bytes = bytes(List.of("hello"));
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      refused(damaged, 1);
    }
  }

  @Test
  void compressedDataThatAreDamaged() throws IOException {
    byte[] random = new byte[5000];
    new Random(1).nextBytes(random);
    byte[] bytes = gzip(TfRecord.frame(random));
    refused(Arrays.copyOf(bytes, 2000), 1);
    byte[] damaged = bytes.clone();
    damaged[1500] ^= 1;
    refused(damaged, 1);
    assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 8}))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith("a.tfrecord: expected compressed records, found other bytes");
  }

  /** Lengths with a good checksum that no file has data for: refused before memory is taken. */
  @Test
  void absurdLengths() {
    for (long length : new long[] {Long.MAX_VALUE, -1, (1L << 28) + 1, 1L << 28}) {
      ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      bytes.putInt(TfRecord.crc(bytes.array(), Long.BYTES));
      refused(bytes.array(), 1);
    }
  }

  @Test
  void noFile() {
    for (Path none : List.of(folder.resolve("none"), folder)) {
      assertThatThrownBy(() -> TfRecordReader.open(none).close())
          .isInstanceOf(BadInputException.class)
          .hasMessage(none + ": expected a file, found none");
    }
  }

  private void refused(byte[] bytes, int record) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(".*a\\.tfrecord, record %d: expected .*, found .*".formatted(record));
  }

  private List<String> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("a.tfrecord"), bytes);
    List<String> texts = new ArrayList<>();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (Optional<byte[]> data = reader.next(); data.isPresent(); data = reader.next()) {
        texts.add(new String(data.get(), UTF_8));
      }
    }
    return texts;
  }

  private static byte[] bytes(List<String> texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    texts.forEach(text -> bytes.writeBytes(TfRecord.frame(text.getBytes(UTF_8))));
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}
