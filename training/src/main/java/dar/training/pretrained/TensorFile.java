package dar.training.pretrained;

import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.training.data.Sha256;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of weights, read at any place. */
final class TensorFile implements Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final String subject;
  private final FileChannel channel;
  private final long size;

  private TensorFile(String subject, FileChannel channel) throws IOException {
    this.subject = subject;
    this.channel = channel;
    size = channel.size();
  }

  static TensorFile open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(path + ": expected a file, found none");
    }
    return new TensorFile(path.toString(), FileChannel.open(path, StandardOpenOption.READ));
  }

  /** Unpacks a stream to a temporary file that is gone once it is closed. */
  static TensorFile unpack(String subject, InputStream in) throws IOException {
    Path path = Files.createTempFile("dar-", ".weights");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      in.transferTo(Channels.newOutputStream(channel));
      return new TensorFile(subject, channel);
    } catch (IOException e) {
      channel.close();
      throw FileFailure.of(path, e);
    }
  }

  String subject() {
    return subject;
  }

  long size() {
    return size;
  }

  /** The error of this file, as {@code FILE: expected .., found ..}. */
  BadInputException error(String expected, Object found) {
    return new BadInputException("%s: expected %s, found %s".formatted(subject, expected, found));
  }

  /** The error of one tensor, as {@code FILE: TENSOR: expected .., found ..}. */
  BadInputException error(String tensor, String expected, Object found) {
    return new BadInputException(
        "%s: %s: expected %s, found %s".formatted(subject, tensor, expected, found));
  }

  /** The whole file from its first byte on; closing it closes the file. */
  InputStream stream() throws IOException {
    return Channels.newInputStream(channel.position(0));
  }

  String hash() throws IOException {
    return Sha256.of(stream());
  }

  /** Fills {@code into} from a place of the file. */
  void read(long offset, ByteBuffer into) throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        throw new EOFException(subject + " became shorter while it was read");
      }
      at += count;
    }
    into.flip();
  }

  /** The numbers of a tensor in the order of the file; it must lie within the file. */
  float[] floats(StoredTensor tensor) throws IOException {
    int width = tensor.encoding().bytes();
    float[] values = new float[Math.toIntExact(tensor.bytes() / width)];
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, tensor.bytes()));
    for (int done = 0; done < values.length; ) {
      int part = Math.min(BUFFER_BYTES / width, values.length - done);
      read(tensor.offset() + (long) done * width, buffer.clear().limit(part * width));
      tensor.encoding().decode(buffer, values, done, part);
      done += part;
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
