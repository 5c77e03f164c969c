package dar.training.data;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The features of one sample, from a {@code .npy} file of a user's own: [T, d] of float16, float32
 * or float64, in C or Fortran order and in either byte order.
 *
 * @param rows T, which may be 0
 * @param width d
 * @param values [T, d], flat; empty where only the header was read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NpyMatrix(int rows, int width, float[] values) {
  private static final Set<String> TYPES = Set.of("<f2", "<f4", "<f8", ">f2", ">f4", ">f8");

  /** It bounds what is read at once. */
  public static final long MOST_VALUES = 1L << 24;

  /**
   * Reads the header alone.
   *
   * @throws BadInputException where the file is no such array
   */
  public static NpyMatrix header(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      return of(file, NpyHeader.read(file, channel), new float[0]);
    }
  }

  /**
   * Reads the whole file.
   *
   * @throws BadInputException where the file is no such array
   */
  public static NpyMatrix read(Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      NpyHeader header = NpyHeader.read(file, channel);
      NpyMatrix empty = of(file, header, new float[0]);
      ByteBuffer bytes =
          ByteBuffer.allocate(empty.rows * empty.width * header.elementBytes())
              .order(
                  header.descr().startsWith("<") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      while (bytes.hasRemaining()
          && channel.read(bytes, (long) header.bytes() + bytes.position()) > 0) {}
      if (bytes.hasRemaining()) {
        throw new BadInputException(file + ": expected a file at rest, found one cut short");
      }
      float[] values = new float[empty.rows * empty.width];
      for (int i = 0; i < values.length; i++) {
        int at = header.fortran() ? i % empty.width * empty.rows + i / empty.width : i;
        values[i] =
            switch (header.elementBytes()) {
              case 2 -> Float16.toFloat(bytes.getShort(2 * at));
              case 4 -> bytes.getFloat(4 * at);
              default -> (float) bytes.getDouble(8 * at);
            };
      }
      return new NpyMatrix(empty.rows, empty.width, values);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": expected a file, found none");
    }
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  private static NpyMatrix of(Path file, NpyHeader header, float[] values) {
    long[] shape = header.shape();
    boolean fits =
        TYPES.contains(header.descr())
            && shape.length == 2
            && shape[1] >= 1
            && shape[0] <= MOST_VALUES / shape[1];
    if (!fits) {
      throw new BadInputException(
          "%s: expected float16, float32 or float64 [T, d], at most %d values, found %s"
              .formatted(file, MOST_VALUES, header.describe()));
    }
    return new NpyMatrix((int) shape[0], (int) shape[1], values);
  }
}
