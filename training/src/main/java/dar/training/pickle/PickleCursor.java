package dar.training.pickle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a pickle from its first byte to its last; payloads are passed over. */
final class PickleCursor {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE = 256;

  private final PickleFile file;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long bufferStart;

  PickleCursor(PickleFile file) {
    this.file = file;
  }

  /** The byte that is read next. */
  long position() {
    return bufferStart + buffer.position();
  }

  int unsignedByte(String what) throws IOException {
    return Byte.toUnsignedInt(take(1, what).get());
  }

  int unsignedShort(String what) throws IOException {
    return Short.toUnsignedInt(take(Short.BYTES, what).getShort());
  }

  int signedInt(String what) throws IOException {
    return take(Integer.BYTES, what).getInt();
  }

  long unsignedInt(String what) throws IOException {
    return Integer.toUnsignedLong(signedInt(what));
  }

  /** A float, which pickles write in big-endian order. */
  double real() throws IOException {
    return Double.longBitsToDouble(Long.reverseBytes(take(Long.BYTES, "a float").getLong()));
  }

  /** A length of 8 bytes; above 2^63 it is as if it were 2^63 - 1, longer than any file. */
  long length(String what) throws IOException {
    long length = take(Long.BYTES, what).getLong();
    return length < 0 ? Long.MAX_VALUE : length;
  }

  /** A two's complement int of {@code bytes} bytes, 8 at most. */
  long whole(int bytes) throws IOException {
    ByteBuffer from = take(bytes, "an int of %d bytes".formatted(bytes));
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= Byte.toUnsignedLong(from.get()) << (8 * i);
    }
    int unused = Long.SIZE - 8 * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }

  /** A line of a module's or a class's name. */
  String line() throws IOException {
    byte[] line = new byte[LONGEST_LINE];
    for (int i = 0; i < line.length; i++) {
      byte next = (byte) unsignedByte("the name of a global");
      if (next == '\n') {
        return new String(line, 0, i, UTF_8);
      }
      line[i] = next;
    }
    throw file.error(position(), "the name of a global", "a line of over " + LONGEST_LINE);
  }

  /** Passes over a payload. */
  Payload payload(long length) throws IOException {
    Payload payload = new Payload(false, position(), length);
    expect(length, length + " bytes");
    if (length <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) length);
    } else {
      bufferStart = payload.offset() + length;
      buffer.clear().limit(0);
    }
    return payload;
  }

  /** Checks that the file goes on for so many bytes. */
  void expect(long length, String what) {
    long left = file.size() - position();
    if (length > left) {
      throw file.error(
          position(), what, left == 0 ? "the end of the file" : "only %d bytes".formatted(left));
    }
  }

  private ByteBuffer take(int bytes, String what) throws IOException {
    if (buffer.remaining() < bytes) {
      expect(bytes, what);
      bufferStart = position();
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, file.size() - bufferStart));
      file.read(bufferStart, buffer);
    }
    return buffer;
  }
}
