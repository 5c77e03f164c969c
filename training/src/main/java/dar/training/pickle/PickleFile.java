package dar.training.pickle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dar.graph.input.BadInputException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A pickle read at any place, and its spool: a temporary file for what protocol 2 wraps. That
 * protocol has no bytes; it writes them as text, a code point a byte, so that the bytes from 128 on
 * take two in the file.
 */
final class PickleFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final Path spoolFolder;
  private final FileChannel channel;
  private final long size;
  private final Map<Payload, Payload> decoded = new HashMap<>();
  private FileChannel spool;

  /** Opens a file; {@code spoolFolder} is where its spool goes, if it needs one. */
  PickleFile(Path path, Path spoolFolder) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(path + ": expected a file, found none");
    }
    this.path = path;
    this.spoolFolder = spoolFolder;
    channel = FileChannel.open(path, StandardOpenOption.READ);
    size = channel.size();
  }

  long size() {
    return size;
  }

  /** The error at one byte of the file. */
  BadInputException error(long at, String expected, String found) {
    return new BadInputException(
        "%s: at byte %d: expected %s, found %s".formatted(path, at, expected, found));
  }

  /** The error in one field, as {@code FILE: SUBJECT: expected .., found ..}. */
  BadInputException error(String subject, String expected, String found) {
    return new BadInputException(
        "%s: %s: expected %s, found %s".formatted(path, subject, expected, found));
  }

  /** Fills {@code into} from a place of the file. */
  void read(long offset, ByteBuffer into) throws IOException {
    read(channel, offset, into);
  }

  /** Fills {@code into} from a place of the payload. */
  void read(Payload payload, long offset, ByteBuffer into) throws IOException {
    read(payload.spooled() ? spool : channel, payload.offset() + offset, into);
  }

  private static void read(FileChannel from, long offset, ByteBuffer into) throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int count = from.read(into, at);
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      at += count;
    }
    into.flip();
  }

  /** A text that must be short, such as a key or a name. */
  String text(Payload payload, int most) throws IOException {
    if (payload.length() > most) {
      throw error(
          payload.offset(),
          "a text of at most %d bytes".formatted(most),
          "one of " + payload.length());
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) payload.length());
    read(payload, 0, bytes);
    return UTF_8.decode(bytes).toString();
  }

  /** The bytes that a text stands for, decoded once into the spool. */
  Payload latin1(Payload text) throws IOException {
    Payload known = decoded.get(text);
    if (known == null) {
      known = decode(text);
      decoded.put(text, known);
    }
    return known;
  }

  private Payload decode(Payload text) throws IOException {
    if (spool == null) {
      Files.createDirectories(spoolFolder);
      Path file = Files.createTempFile(spoolFolder, ".import.", ".spool");
      spool =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    long start = spool.size();
    spool.position(start);
    int buffer = (int) Math.min(BUFFER_BYTES, text.length());
    ByteBuffer in = ByteBuffer.allocate(buffer);
    ByteBuffer out = ByteBuffer.allocate(buffer);
    int lead = 0;
    for (long at = 0; at < text.length(); at += in.limit()) {
      in.clear().limit((int) Math.min(buffer, text.length() - at));
      read(text, at, in);
      while (in.hasRemaining()) {
        int next = Byte.toUnsignedInt(in.get());
        // A code point below 256 is one byte 0x00-0x7f, or 0xc2-0xc3 and one byte 0x80-0xbf.
        boolean complete = lead == 0 ? next < 0x80 : (next & 0xc0) == 0x80;
        if (!complete && (lead != 0 || (next != 0xc2 && next != 0xc3))) {
          throw error(
              text.offset() + at + in.position() - 1, "a Latin-1 character", "byte " + next);
        }
        if (complete) {
          out.put((byte) (lead == 0 ? next : ((lead & 0x03) << 6) | (next & 0x3f)));
        }
        lead = complete ? 0 : next;
      }
      write(out.flip());
      out.clear();
    }
    if (lead != 0) {
      throw error(text.offset() + text.length(), "a Latin-1 character", "half of one");
    }
    return new Payload(true, start, spool.position() - start);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      spool.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (spool != null) {
        spool.close();
      }
    }
  }
}
