package dar.training.board;

import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
final class TfRecord {
  private static final int MASK = 0xa282ead8;
  private static final int ROTATION = 15;
  private static final int AROUND = Long.BYTES + 2 * Integer.BYTES;

  private TfRecord() {}

  /** One record. */
  static byte[] frame(byte[] data) {
    ByteBuffer record = ByteBuffer.allocate(AROUND + data.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), 0, Long.BYTES));
    record.put(data);
    record.putInt(masked(data, 0, data.length));
    return record.array();
  }

  private static int masked(byte[] bytes, int from, int length) {
    int crc = Hashing.crc32c().hashBytes(bytes, from, length).asInt();
    return Integer.rotateRight(crc, ROTATION) + MASK;
  }
}
