package dar.savedmodel.serving;

import com.google.protobuf.MessageLite;
import dar.graph.record.StableBytes;
import dar.graph.record.TfRecord;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A whole record file of a few messages. */
final class TfRecords {
  private TfRecords() {}

  static byte[] of(List<? extends MessageLite> records) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    records.forEach(record -> file.writeBytes(TfRecord.frame(StableBytes.of(record))));
    return file.toByteArray();
  }
}
