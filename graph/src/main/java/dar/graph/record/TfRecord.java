package dar.graph.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The framing of TensorFlow's record files (tensorflow/core/lib/io/record_writer.h), little-endian:
 *
 * <pre>
 * uint64 length, uint32 masked CRC of length, byte data[length], uint32 masked CRC of data
 * </pre>
 *
 * <p>The CRC is CRC32C, masked (tensorflow/core/lib/hash/crc32c.h) so that the CRC of data that
 * hold CRCs stays good: rotated right by 15 bits, plus a constant.
 */
public final class TfRecord {
  /** The bytes of a length and its CRC. */
  static final int HEADER = Long.BYTES + Integer.BYTES;

  /** The bytes of the CRC behind the data. */
  static final int FOOTER = Integer.BYTES;

  private static final int MASK = 0xa282ead8;
  private static final int ROTATION = 15;

  private TfRecord() {}

  /** One record. */
  public static byte[] frame(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(HEADER + data.length + FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(crc(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(crc(data, data.length));
    return record.array();
  }

  /** The masked CRC of the first bytes. */
  static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
  }
}
