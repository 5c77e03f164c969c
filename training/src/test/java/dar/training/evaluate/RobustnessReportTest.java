package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dar.training.data.Split;
import dar.training.metric.MeanAndDeviation;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RobustnessReportTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  private static RobustnessReport.Cell cell(double rate, long seed, double mae) {
    return new RobustnessReport.Cell(rate, seed, Map.of("MAE", mae));
  }

  private static RobustnessReport report(RobustnessReport.Cell... cells) {
    return new RobustnessReport("set", Split.TEST, ImmutableList.copyOf(cells));
  }

  /** Rates of unequal distance, in no order: (1 + 2) / 2 · 0.1 + (2 + 4) / 2 · 0.4 = 1.35. */
  @Test
  void theAreaUnderTheLine() {
    RobustnessReport report =
        report(
            cell(0.5, 7, 4),
            cell(0.5, 8, 4),
            cell(0, 7, 1),
            cell(0, 8, 3),
            cell(0.1, 7, 2),
            cell(0.1, 8, 2));
    MeanAndDeviation area = report.auilc().get("MAE");
    assertThat(area.mean()).isCloseTo((1.35 + 1.45) / 2, EXACT);
    assertThat(area.deviation()).isCloseTo(0.05, EXACT);
    assertThat(report.json().at("/auilc/MAE/mean").asDouble()).isCloseTo(1.4, EXACT);
    assertThat(report.average().get("MAE").mean()).isCloseTo(16 / 6.0, EXACT);
  }

  @Test
  void onePointHasNoArea() {
    RobustnessReport report = report(cell(0.3, 7, 1));
    assertThat(report.auilc().get("MAE").mean()).isNaN();
    assertThat(report.json().at("/auilc/MAE/mean").isNull()).isTrue();
  }
}
