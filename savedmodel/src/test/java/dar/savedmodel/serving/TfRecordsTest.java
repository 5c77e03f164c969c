package dar.savedmodel.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.VersionDef;

class TfRecordsTest {

  /** What Python's {@code tf.io.TFRecordWriter} writes of the bytes 08 da 0e and 08 01. */
  @Test
  void areTensorFlows() {
    byte[] file =
        TfRecords.of(
            List.of(
                VersionDef.newBuilder().setProducer(1882).build(),
                VersionDef.newBuilder().setProducer(1).build()));
    assertThat(HexFormat.of().formatHex(file))
        .isEqualTo(
            "0300000000000000b099490e08da0ef2d4e7db" + "020000000000000078270b34080114275611");
  }

  @Test
  void noRecordsAreAnEmptyFile() {
    assertThat(TfRecords.of(List.of())).isEmpty();
  }
}
