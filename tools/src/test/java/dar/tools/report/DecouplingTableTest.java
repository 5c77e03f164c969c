package dar.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.Modality;
import dar.training.evaluate.Decoupling;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecouplingTableTest {
  @Test
  void anUndefinedScoreIsNull() {
    Decoupling decoupling =
        new Decoupling(Map.of(Modality.VISUAL, new Decoupling.Row(0.75, Double.NaN, -0.5, 0.25)));
    assertThat(DecouplingTable.of(decoupling))
        .containsPattern("visual +0.750 +undefined +-0.500 +0.250");
    assertThat(DecouplingTable.json(decoupling))
        .hasToString(
            "{'visual':{'common_in_common':0.75,'common_in_specific':null,'own_in_common':-0.5,'own_in_specific':0.25,'decoupled':false}}"
                .replace('\'', '"'));
  }
}
