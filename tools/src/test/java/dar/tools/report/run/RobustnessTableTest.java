package dar.tools.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dar.training.data.Split;
import dar.training.evaluate.RobustnessReport;
import dar.training.evaluate.RobustnessReport.Cell;
import org.junit.jupiter.api.Test;

class RobustnessTableTest {
  @Test
  void sharesArePercentAndTheLastRowsAreOverRates() {
    RobustnessReport report =
        new RobustnessReport(
            "set",
            Split.TEST,
            ImmutableList.of(
                cell(0, 1, 0.5, 1, 0.25),
                cell(0, 2, 0.62, 1, 0.25),
                cell(0.9, 1, 0.26, 2, Double.NaN),
                cell(0.9, 2, 0.26, 2.4, 0.5)));
    assertThat(RobustnessTable.of(report))
        .isEqualTo(
            """
            missing  Acc-2 Has0           MAE          Corr
            0.0       56.0 ±6.0  1.000 ±0.000  0.250 ±0.000
            0.9       26.0 ±0.0  2.200 ±0.200     undefined
            average   41.0 ±3.0  1.600 ±0.100     undefined
            AUILC     36.9 ±2.7  1.440 ±0.090     undefined
            """);
  }

  private static Cell cell(double rate, long seed, double accuracy, double mae, double corr) {
    return new Cell(rate, seed, ImmutableMap.of("Has0_acc_2", accuracy, "MAE", mae, "Corr", corr));
  }
}
