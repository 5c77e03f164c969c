package dar.training.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyWriterTest {
  @TempDir Path folder;

  @Test
  void writesTheBytesThatNumpyWrites() throws Exception {
    Path file = folder.resolve("a.npy");
    try (NpyWriter writer = new NpyWriter(file, NpyHeader.FLOAT32, 1, 2)) {
      writer.append(new float[] {1, -2, 0.5f, 9}, 3);
      writer.append(new float[] {Float.NaN}, 1);
    }
    // np.save of np.array([[[1, -2]], [[.5, np.nan]]], "<f4").
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 2), }";
    byte[] bytes = Files.readAllBytes(file);
    assertThat(HexFormat.of().formatHex(bytes, 0, 10)).isEqualTo("934e554d505901007600");
    assertThat(new String(bytes, 10, 118, ISO_8859_1))
        .isEqualTo(header + " ".repeat(117 - header.length()) + "\n");
    assertThat(HexFormat.of().formatHex(bytes, 128, bytes.length))
        .isEqualTo("0000803f000000c00000003f0000c07f");
  }

  @Test
  void writesIntegersAndAShapeOfOneAxis() throws Exception {
    Path file = folder.resolve("a.npy");
    try (NpyWriter writer = new NpyWriter(file, NpyHeader.INT32)) {
      writer.append(new int[] {1, -1}, 2);
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, 10, 58, ISO_8859_1))
        .isEqualTo("{'descr': '<i4', 'fortran_order': False, 'shape': (2,), } ");
    assertThat(HexFormat.of().formatHex(bytes, 128, 136)).isEqualTo("01000000ffffffff");
  }

  @Test
  void appendsMoreThanItsBufferHolds() throws Exception {
    Path file = folder.resolve("a.npy");
    float[] values = new float[200_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    try (NpyWriter writer = new NpyWriter(file, NpyHeader.FLOAT32)) {
      writer.append(values, values.length);
    }
    NpyMap map = NpyMap.open(file, 1000, NpyHeader.FLOAT32, values.length);
    assertThat(map.all()).isEqualTo(values);
  }

  @Test
  void refusesHalfARow() throws Exception {
    NpyWriter writer = new NpyWriter(folder.resolve("a.npy"), NpyHeader.FLOAT32, 2);
    writer.append(new float[] {1, 2, 3}, 3);
    assertThatThrownBy(writer::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a.npy: expected whole rows of 2, found 3 values");
  }

  @Test
  void aFileCutShortIsNamed() throws Exception {
    Path file = folder.resolve("a.npy");
    try (NpyWriter writer = new NpyWriter(file, NpyHeader.FLOAT32)) {
      writer.append(new float[] {1, 2}, 2);
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> NpyMap.open(file, 1000, NpyHeader.FLOAT32, 2))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(file + ": expected ");
    }
  }
}
