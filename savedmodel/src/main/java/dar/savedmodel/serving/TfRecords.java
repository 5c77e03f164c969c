package dar.savedmodel.serving;

import com.google.protobuf.MessageLite;
import dar.savedmodel.graphdef.StableBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A TFRecord file: for each record its length (8 bytes), the masked CRC-32C of the length, the
 * record, and the masked CRC-32C of the record, all little endian ({@code
 * tensorflow/core/lib/io/record_writer.h}).
 */
final class TfRecords {
  private static final int AROUND = Long.BYTES + 2 * Integer.BYTES;
  private static final int MASK = 0xa282ead8;

  private TfRecords() {}

  static byte[] of(List<? extends MessageLite> records) {
    int size = records.stream().mapToInt(record -> AROUND + record.getSerializedSize()).sum();
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (MessageLite record : records) {
      byte[] bytes = StableBytes.of(record);
      int start = file.position();
      file.putLong(bytes.length);
      file.putInt(masked(file.array(), start, Long.BYTES));
      file.put(bytes);
      file.putInt(masked(bytes, 0, bytes.length));
    }
    return file.array();
  }

  /** A rotated CRC plus a constant, so that a record may itself hold records. */
  private static int masked(byte[] bytes, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
