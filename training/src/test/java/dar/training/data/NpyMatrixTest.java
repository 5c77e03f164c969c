package dar.training.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyMatrixTest {
  private static final String FORTRAN =
      "{'descr': '<f4', 'fortran_order': True, 'shape': (3, 2), }\n";

  @TempDir Path folder;

  /** A file of a header and values of float32. */
  private Path npy(String header, float... values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + 4 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
            .putShort((short) header.length())
            .put(header.getBytes(ISO_8859_1));
    for (float value : values) {
      bytes.putFloat(value);
    }
    return Files.write(folder.resolve("a.npy"), bytes.array());
  }

  /** np.save of np.array([[1, 3, 5], [2, 4, 6]], "<f4").T. */
  @Test
  void fortranOrder() throws IOException {
    NpyMatrix matrix = NpyMatrix.read(npy(FORTRAN, 1, 3, 5, 2, 4, 6));
    assertThat(matrix.rows()).isEqualTo(3);
    assertThat(matrix.width()).isEqualTo(2);
    assertThat(matrix.values()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void aMappedFileIsInCOrder() throws IOException {
    Path file = npy(FORTRAN, 1, 3, 5, 2, 4, 6);
    assertThatThrownBy(() -> NpyMap.open(file, 1000, NpyHeader.FLOAT32, 3, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": expected <f4 [3, 2], found <f4 [3, 2] in Fortran order");
  }

  @Test
  void headersOfOtherFiles() throws IOException {
    String objects = "{'descr': '|O', 'fortran_order': False, 'shape': (3, 2), }";
    assertRefused(
        npy(objects + " \n"), "expected the header of an array of numbers, found " + objects);
    Path cut = npy(FORTRAN);
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 30));
    assertRefused(
        cut,
        "expected a whole header of at most 4086 bytes, found 20 of %d"
            .formatted(FORTRAN.length()));
    assertRefused(
        npy(" ".repeat(5000)), "expected a whole header of at most 4086 bytes, found 5000 of 5000");
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> NpyMatrix.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessage(file + ": " + message);
  }
}
