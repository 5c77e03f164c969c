package dar.training.data;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A {@code .npy} file seen through memory maps. A map holds at most 2 GiB, so that a large file is
 * mapped in chunks of whole rows; reading is safe from several threads.
 */
public final class NpyMap {
  /** The bytes one map may take; tests make it small. */
  static final long CHUNK_BYTES = 1L << 30;

  private final Chunk[] chunks;
  private final long rows;
  private final int rowLength;
  private final int chunkRows;

  /** The same bytes, seen as float32 and as int32. */
  private record Chunk(FloatBuffer floats, IntBuffer ints) {
    static Chunk of(MappedByteBuffer bytes) {
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      return new Chunk(bytes.asFloatBuffer(), bytes.asIntBuffer());
    }
  }

  private NpyMap(Chunk[] chunks, long rows, int rowLength, int chunkRows) {
    this.chunks = chunks;
    this.rows = rows;
    this.rowLength = rowLength;
    this.chunkRows = chunkRows;
  }

  /**
   * Maps a file of the element type and shape given.
   *
   * @throws BadInputException where it is missing or another array
   */
  static NpyMap open(Path file, long chunkBytes, String descr, long... shape) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = NpyHeader.read(file, channel);
      if (!header.descr().equals(descr)
          || header.fortran()
          || !Arrays.equals(header.shape(), shape)) {
        throw new BadInputException(
            "%s: expected %s, found %s"
                .formatted(file, new NpyHeader(descr, shape).describe(), header.describe()));
      }
      return map(channel, header, chunkBytes);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + ": expected a file, found none", e);
    }
  }

  /** Maps a file of float32 of this shape; rows are its first axis. */
  public static NpyMap floats(Path file, long... shape) throws IOException {
    return open(file, CHUNK_BYTES, NpyHeader.FLOAT32, shape);
  }

  /** Maps a file of rows [N, width] of any width. */
  static NpyMap open(Path file, long rows) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      NpyHeader header = NpyHeader.read(file, channel);
      long width = header.shape().length == 2 ? header.shape()[1] : 0;
      return open(file, CHUNK_BYTES, NpyHeader.FLOAT32, rows, width);
    }
  }

  private static NpyMap map(FileChannel channel, NpyHeader header, long chunkBytes)
      throws IOException {
    long rows = header.rows();
    int rowLength = Math.toIntExact(header.rowLength());
    long rowBytes = (long) rowLength * NpyHeader.ELEMENT_BYTES;
    int chunkRows = (int) Math.min(Integer.MAX_VALUE, Math.max(1, chunkBytes / rowBytes));
    Chunk[] chunks = new Chunk[Math.toIntExact((rows + chunkRows - 1) / chunkRows)];
    for (int chunk = 0; chunk < chunks.length; chunk++) {
      long first = (long) chunk * chunkRows;
      long count = Math.min(chunkRows, rows - first);
      chunks[chunk] =
          Chunk.of(
              channel.map(
                  FileChannel.MapMode.READ_ONLY,
                  header.bytes() + first * rowBytes,
                  count * rowBytes));
    }
    return new NpyMap(chunks, rows, rowLength, chunkRows);
  }

  /** The number of elements in a row. */
  public int rowLength() {
    return rowLength;
  }

  /** Copies one row of float32 to {@code out} from {@code offset} on. */
  public void read(int row, float[] out, int offset) {
    chunk(row).floats().get((row % chunkRows) * rowLength, out, offset, rowLength);
  }

  /** Copies one row of int32 to {@code out} from {@code offset} on. */
  void read(int row, int[] out, int offset) {
    chunk(row).ints().get((row % chunkRows) * rowLength, out, offset, rowLength);
  }

  private Chunk chunk(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException(
          "row: expected in [0, %d), found %d".formatted(rows, row));
    }
    return chunks[row / chunkRows];
  }

  /** Gathers rows: {@code out} begins with [rows.length, row length], flat. */
  public void read(int[] rows, float[] out) {
    for (int i = 0; i < rows.length; i++) {
      read(rows[i], out, i * rowLength);
    }
  }

  /** All rows, for the small arrays that are kept on the heap. */
  float[] all() {
    float[] out = new float[Math.toIntExact(rows * rowLength)];
    for (int row = 0; row < rows; row++) {
      read(row, out, row * rowLength);
    }
    return out;
  }
}
