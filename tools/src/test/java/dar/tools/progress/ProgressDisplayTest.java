package dar.tools.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aBarOnATerminal() {
    ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), true);
    display.update("epoch 1", 1, 3);
    display.line("done");
    display.clear();
    assertThat(err.toString())
        .isEqualTo(
            "\r\u001b[Kepoch 1 [##########....................] 1/3\r\u001b[Kdone"
                + System.lineSeparator());
  }

  @Test
  void plainLinesElsewhere() {
    ProgressDisplay display = new ProgressDisplay(new PrintWriter(err), false);
    display.update("epoch 1", 1, 3);
    display.line("done");
    display.clear();
    assertThat(err.toString()).isEqualTo("done" + System.lineSeparator());
  }
}
