package dar.graph.record;

import dar.graph.input.BadInputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a record file, plain or compressed by gzip, record by record. Nothing in it is believed
 * before its CRC was compared, and no more memory is taken than the file has data.
 */
public final class TfRecordReader implements Closeable {
  /** What a record may hold: far more than a sample, and less than would fill the memory. */
  private static final int MOST_BYTES = 1 << 28;

  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Path file;
  private final InputStream in;
  private long records;

  private TfRecordReader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Opens a file. It is compressed if it begins as gzip does, and not with a length and its CRC.
   *
   * @throws BadInputException where there is none
   */
  public static TfRecordReader open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": expected a file, found none");
    }
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(TfRecord.HEADER);
      byte[] start = raw.readNBytes(TfRecord.HEADER);
      raw.reset();
      boolean compressed =
          start.length > GZIP.length
              && start[0] == GZIP[0]
              && start[1] == GZIP[1]
              && !(start.length == TfRecord.HEADER && isIntact(start));
      return new TfRecordReader(file, compressed ? new GZIPInputStream(raw, BUFFER) : raw);
    } catch (EOFException | ZipException e) {
      raw.close();
      throw new BadInputException(
          "%s: expected compressed records, found other bytes".formatted(file), e);
    }
  }

  private static boolean isIntact(byte[] header) {
    return little(header).getInt(Long.BYTES) == TfRecord.crc(header, Long.BYTES);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The data of the next record, or nothing at the end of the file.
   *
   * @throws BadInputException where the file is damaged
   */
  public Optional<byte[]> next() throws IOException {
    records++;
    try {
      byte[] header = in.readNBytes(TfRecord.HEADER);
      if (header.length == 0) {
        return Optional.empty();
      }
      return Optional.of(data(header));
    } catch (EOFException | ZipException e) {
      throw error("compressed data that are whole", "damaged ones", e);
    }
  }

  private byte[] data(byte[] header) throws IOException {
    if (header.length < TfRecord.HEADER) {
      throw error("a length and its checksum", "the end of the file");
    }
    if (!isIntact(header)) {
      throw error("a length with its checksum", "another checksum");
    }
    long length = little(header).getLong();
    if (length < 0 || length > MOST_BYTES) {
      throw error("at most %d bytes".formatted(MOST_BYTES), Long.toUnsignedString(length));
    }
    byte[] data = in.readNBytes((int) length); // grows with what there is
    byte[] footer = in.readNBytes(TfRecord.FOOTER);
    if (footer.length < TfRecord.FOOTER) {
      throw error("%d bytes and their checksum".formatted(length), "the end of the file");
    }
    if (little(footer).getInt() != TfRecord.crc(data, data.length)) {
      throw error("data with their checksum", "another checksum");
    }
    return data;
  }

  /** The error in the record that was read last; the first is record 1. */
  public BadInputException error(String expected, String found) {
    return error(expected, found, null);
  }

  private BadInputException error(String expected, String found, Throwable cause) {
    return new BadInputException(
        "%s: expected %s, found %s".formatted(place(), expected, found), cause);
  }

  /** Where the record lies that was read last, for messages. */
  public String place() {
    return "%s, record %d".formatted(file, records);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
