package dar.savedmodel.serving;

import com.google.protobuf.MessageLite;
import dar.graph.input.BadInputException;
import dar.savedmodel.graphdef.StableBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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

  /**
   * The records of such a file.
   *
   * @throws BadInputException where it is cut or damaged
   */
  static List<byte[]> read(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (file.hasRemaining()) {
      int start = file.position();
      long size = file.remaining() < AROUND ? -1 : file.getLong();
      if (size < 0
          || size > file.remaining() - 2 * Integer.BYTES
          || file.getInt() != masked(bytes, start, Long.BYTES)) {
        throw damaged(start);
      }
      byte[] record = new byte[(int) size];
      file.get(record);
      if (file.getInt() != masked(record, 0, record.length)) {
        throw damaged(start);
      }
      records.add(record);
    }
    return records;
  }

  private static BadInputException damaged(int start) {
    return new BadInputException("byte %d: expected a TFRecord, found none".formatted(start));
  }

  /** A rotated CRC plus a constant, so that a record may itself hold records. */
  private static int masked(byte[] bytes, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, count);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }
}
