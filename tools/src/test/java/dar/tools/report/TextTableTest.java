package dar.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columnsAreAligned() {
    assertThat(new TextTable().row("rate", "MAE").row("0.0", "1").row("average").toString())
        .isEqualTo("rate     MAE\n0.0        1\naverage\n");
  }
}
