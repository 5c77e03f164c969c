package dar.training.data;

import dar.graph.file.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Appends float32 or int32 elements to a {@code .npy} file of any size; the first axis is counted
 * as it grows and written into the header on {@link #close}.
 */
public final class NpyWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Path file;
  private final FileChannel channel;
  private final String descr;
  private final long[] shape;
  private final long rowLength;
  private final MessageDigest digest = Sha256.create();
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long elements;
  private boolean closed;

  /** Begins a file; {@code rowShape} is the shape of one row, without the first axis. */
  NpyWriter(Path file, String descr, long... rowShape) throws IOException {
    this.file = file;
    this.descr = descr;
    shape = new long[rowShape.length + 1];
    System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
    NpyHeader header = new NpyHeader(descr, shape);
    rowLength = header.rowLength();
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    writeFully(header.encode());
  }

  /** Begins a file of float32 rows, each of this shape. */
  public static NpyWriter floats(Path file, long... rowShape) throws IOException {
    return new NpyWriter(file, NpyHeader.FLOAT32, rowShape);
  }

  /** Writes all of a file, whole or not at all; each row is of this shape. */
  public static void whole(Path file, List<float[]> rows, long... rowShape) {
    WholeFile.write(
        file,
        temporary -> {
          try (NpyWriter out = floats(temporary, rowShape)) {
            for (float[] row : rows) {
              out.append(row, row.length);
            }
          }
        });
  }

  /** Appends the first {@code count} values, whole rows or parts of them. */
  public void append(float[] values, int count) throws IOException {
    for (int from = 0; from < count; ) {
      int part = Math.min(count - from, room());
      buffer.asFloatBuffer().put(values, from, part);
      from += part;
      advance(part);
    }
  }

  /** Appends the first {@code count} values, whole rows or parts of them. */
  public void append(int[] values, int count) throws IOException {
    for (int from = 0; from < count; ) {
      int part = Math.min(count - from, room());
      buffer.asIntBuffer().put(values, from, part);
      from += part;
      advance(part);
    }
  }

  /** The rows appended so far. */
  public long rows() {
    return rowLength == 0 ? 0 : elements / rowLength;
  }

  /** The hash of what the file holds: its element type, its shape and its data. */
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Writes what is left and the number of rows. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      flush();
      if (elements % Math.max(1, rowLength) != 0) {
        throw new IllegalStateException(
            "%s: expected whole rows of %d, found %d values"
                .formatted(file.getFileName(), rowLength, elements));
      }
      shape[0] = rows();
      NpyHeader header = new NpyHeader(descr, shape);
      digest.update(header.encode());
      channel.position(0);
      writeFully(header.encode());
    }
  }

  /** Closes the file without completing it. */
  void abandon() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int room() throws IOException {
    if (buffer.remaining() < NpyHeader.ELEMENT_BYTES) {
      flush();
    }
    return buffer.remaining() / NpyHeader.ELEMENT_BYTES;
  }

  private void advance(int count) {
    buffer.position(buffer.position() + count * NpyHeader.ELEMENT_BYTES);
    elements += count;
  }

  private void flush() throws IOException {
    buffer.flip();
    digest.update(buffer.duplicate());
    writeFully(buffer);
    buffer.clear();
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
