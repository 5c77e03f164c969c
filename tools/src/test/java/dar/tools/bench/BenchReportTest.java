package dar.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import dar.tools.report.document.ReportFiles;
import dar.tools.report.document.Table;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private static final Case SMALL = new Case("default", "float32", 8, 16);
  private static final Case LARGE = new Case("default", "float32", 128, 512);
  private static final BenchResult RESULT =
      new BenchResult(
          new Machine("a processor", 2, "Linux 6", "17", "2.18.0"),
          15,
          List.of(found(SMALL, 100), found(new Case("default", "float32", 128, 16), 400)),
          List.of(new BenchResult.Failure(LARGE, "exit code 1: no memory")));

  private static CaseResult found(Case size, double milliseconds) {
    Spread spread = new Spread(milliseconds, milliseconds - 1, milliseconds + 2);
    Part part = Part.of(spread, 5_000_000_000L, 1e11);
    return new CaseResult(
        size, new StartUp(0.5, 1, 2), part, part, part, part, part, spread, 100, 2_000_000L);
  }

  /** 5 GFLOP in 0.1 s at 100 GFLOP/s are half of what is to be had. */
  @Test
  void theShareOfTheMachine() {
    assertThat(RESULT.cases().get(0).step().share()).isEqualTo(0.5);
    assertThat(RESULT.cases().get(1).step().share()).isEqualTo(0.125);
  }

  @Test
  void jsonIsReadBack() {
    assertThat(BenchResult.parse(RESULT.json().toString())).isEqualTo(RESULT);
    assertThat(RESULT.json().at("/cases/0/start_up/first_step").asDouble()).isEqualTo(2);
    assertThat(RESULT.json().at("/cases/0/step/milliseconds/median").asDouble()).isEqualTo(100);
  }

  @Test
  void text() {
    assertThat(BenchText.of(RESULT))
        .startsWith("a processor, 2 cores, Linux 6, Java 17, TensorFlow 2.18.0\n")
        .contains(
            "default, float32, t 8, batch 16: large products 100 GFLOP/s; start-up to first step 3.5 s"
                + " (Java 0.5, build 1.0, step 2.0); peak memory 2 MB\n",
            "training step         100.00 ms  99.00 to 102.00   5.00       50   50 %\n")
        .endsWith("\ndefault, float32, t 128, batch 512: not measured, exit code 1: no memory\n");
  }

  @Test
  void whatWasNotMeasuredIsMissing(@TempDir Path folder) {
    Report report = BenchReport.of(RESULT);
    ReportFiles.write(report, folder);
    assertThat(folder.resolve("plots/update-default-over-t.svg")).isNotEmptyFile();
    Table all = (Table) report.sections().get(0).elements().get(0);
    assertThat(all.headings()).hasSameSizeAs(all.rows().get(0)).contains("precision");
    Table grid = (Table) report.sections().get(1).elements().get(0);
    assertThat(grid.headings()).containsExactly("t", "batch 16");
    LineChart chart = (LineChart) report.sections().get(1).elements().get(2);
    assertThat(chart.lines())
        .containsExactly(
            new LineChart.Line(
                "batch 16",
                List.of(
                    new LineChart.Point(8, 100, 99, 102),
                    new LineChart.Point(128, 400, 399, 402))));
  }
}
