package dar.training.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.Resources;
import dar.training.evaluate.UnitHistogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against what TensorFlow 2.21 writes from Python. */
class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2023-11-14T22:13:20.500Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  /** The events of {@code events.golden} were built from TensorFlow's own protos. */
  @Test
  void aWholeFile() throws IOException {
    UnitHistogram gates = new UnitHistogram();
    gates.add(new float[] {0, 0.5f, 1});
    try (EventFile file = EventFile.in(folder, CLOCK)) {
      file.restart(3);
      file.scalar(3, "loss/total", 0.25);
      file.histogram(3, "gate/visual_common", gates);
    }
    byte[] golden = Resources.toByteArray(Resources.getResource(getClass(), "events.golden"));
    assertThat(Files.readAllBytes(folder.resolve("events.out.tfevents.0000000001")))
        .isEqualTo(golden);
  }

  @Test
  void aLaterFileSortsBehind() {
    EventFile.in(folder, CLOCK).close();
    EventFile.in(folder, CLOCK).close();
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "events.out.tfevents.0000000001", "events.out.tfevents.0000000002");
  }
}
