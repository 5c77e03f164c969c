package dar.tools.report.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import dar.tools.report.document.Heatmap;
import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import dar.tools.report.document.Scatter;
import dar.tools.report.document.Table;
import dar.tools.report.document.Table.Unit;
import dar.tools.report.document.Table.Value;
import dar.tools.report.document.Table.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  @TempDir private Path run;

  @Test
  void aRunWithoutEvaluationHasTheRest() throws IOException {
    SmallRun.copy(run, SmallRun.ALWAYS);
    assertThat(RunReport.of(run).sections())
        .extracting(Report.Section::heading)
        .containsExactly("Robustness", "Training", "What was run", "Settings");
  }

  @Test
  void aWholeRunHasAllSections() throws IOException {
    assertThat(whole().sections())
        .extracting(Report.Section::heading)
        .containsExactly(
            "Robustness",
            "Which epoch is chosen",
            "Combinations of modalities",
            "Confusion by class",
            "Reconstruction",
            "Gates",
            "Common and specific features",
            "Training",
            "Robustness on validation",
            "What was run",
            "Settings");
  }

  @Test
  void aManifestIsEnough() throws IOException {
    SmallRun.copy(run, List.of("manifest.json"));
    assertThat(RunReport.of(run).sections())
        .extracting(Report.Section::heading)
        .containsExactly("What was run");
  }

  @Test
  void whatIsNoRunIsRefused() {
    assertThatThrownBy(() -> RunReport.write(run))
        .isInstanceOf(BadInputException.class)
        .hasMessage(run + ": expected a run directory with manifest.json, found none in it");
    assertThat(run).isEmptyDirectory();
  }

  @Test
  void aBrokenFileIsToldInOneLine() throws IOException {
    SmallRun.copy(run, SmallRun.ALWAYS);
    Files.writeString(run.resolve("metrics.jsonl"), "{\"epoch\":1}\n{\"epoch\":");
    assertThatThrownBy(() -> RunReport.write(run))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            run.resolve("metrics.jsonl")
                + ": line 2: expected JSON, found the end of the text in column 10");
    assertThat(run.resolve("report.html")).doesNotExist();
  }

  @Test
  void theRobustnessTableEndsWithAverageAndArea() throws IOException {
    Table table = element("robustness", Table.class);
    assertThat(table.headings()).containsExactly("missing", "Acc-2 Has0", "MAE", "Corr");
    assertThat(table.rows())
        .extracting(row -> ((Words) row.get(0)).text())
        .containsExactly("0.0", "0.5", "0.9", "average", "AUILC");
    assertThat(table.rows().get(1).subList(1, 3))
        .containsExactly(new Value(0.8, 0.01, Unit.SHARE), new Value(0.75, 0.0125, Unit.PLAIN));
    assertThat(table.rows().get(4).get(2)).isEqualTo(new Value(0.7125, 0.02, Unit.PLAIN));
    assertThat(table.rows().get(3).get(3)).isEqualTo(new Value(Double.NaN, Double.NaN, Unit.PLAIN));
  }

  @Test
  void bandsAreADeviationWideAndSharesPercent() throws IOException {
    assertThat(element("robustness-mae", LineChart.class).lines().get(0).points().get(1))
        .isEqualTo(new LineChart.Point(0.5, 0.75, 0.7375, 0.7625));
    LineChart.Point share =
        element("robustness-has0-acc-2", LineChart.class).lines().get(0).points().get(1);
    assertThat(share.y()).isEqualTo(80);
    assertThat(share.low()).isEqualTo(100 * (0.8 - 0.01));
  }

  @Test
  void lossesAreDrawnForBothSplitsAndMetricsForValidation() throws IOException {
    LineChart loss = element("training-loss", LineChart.class);
    assertThat(loss.title()).isEqualTo("Total loss (Eq. 24)");
    assertThat(loss.lines()).extracting(LineChart.Line::name).containsExactly("train", "valid");
    assertThat(loss.lines().get(1).points())
        .containsExactly(
            LineChart.Point.of(1, 3.0), LineChart.Point.of(2, 1.5), LineChart.Point.of(3, 1.75));
    assertThat(element("training-corr", LineChart.class).lines().get(0).points())
        .containsExactly(
            LineChart.Point.of(1, Double.NaN),
            LineChart.Point.of(2, 0.5),
            LineChart.Point.of(3, 0.75));
    assertThat(element("training-loss-prediction-language", LineChart.class).lines())
        .extracting(LineChart.Line::name)
        .containsExactly("valid at 0.0", "valid at 0.9");
  }

  @Test
  void bothPoliciesStandSideBySide() throws IOException {
    assertThat(element("selection", Table.class).rows().get(1))
        .containsExactly(
            new Words("MAE"),
            new Value(0.8333, 0.02, Unit.PLAIN),
            new Value(0.75, 0, Unit.PLAIN),
            new Words("3"));
  }

  @Test
  void theEvaluationIsDrawn() throws IOException {
    assertThat(element("reconstruction-aligned", LineChart.class).lines())
        .extracting(LineChart.Line::name)
        .containsExactly("language", "visual", "acoustic");
    assertThat(element("reconstruction-common", LineChart.class).lines().get(2).points())
        .containsExactly(
            LineChart.Point.of(0, 0.0625),
            LineChart.Point.of(0.5, 0.125),
            LineChart.Point.of(0.9, 0.1875));
    assertThat(element("combinations", Table.class).rows().get(1).get(0))
        .isEqualTo(new Words("language, visual, acoustic"));
    assertThat(element("confusion-0-5", Heatmap.class).values().get(0))
        .containsExactly(1.0, 1.0, 0.0);
    assertThat(element("gates-specific", LineChart.class).lines().get(1).points().get(0))
        .isEqualTo(new LineChart.Point(0, 0.25, 0.125, 0.375));
    assertThat(element("gate-histogram-common", LineChart.class).lines().get(0).points().get(8))
        .isEqualTo(LineChart.Point.of(8.5 / 20, 75));
    assertThat(element("embedding", Scatter.class).groups().get(1))
        .isEqualTo(
            new Scatter.Group(
                "language specific",
                List.of(new Scatter.Point(0.5, 0), new Scatter.Point(0.25, -1))));
  }

  @Test
  void originAndSettingsAreTold() throws IOException {
    assertThat(element("origin", Table.class).rows())
        .contains(
            List.of(new Words("samples"), new Words("train 20, valid 8, test 6")),
            List.of(new Words("seed"), new Words("7")),
            List.of(new Words("best epoch"), new Words("2")),
            List.of(new Words("commit of the code"), new Words("0123abc")));
    assertThat(element("settings", Table.class).rows())
        .contains(
            List.of(new Words("missing.rate"), new Words("adaptive")),
            List.of(new Words("loss.without"), new Words("[]")));
  }

  @Test
  void aReportIsWrittenIntoTheRun() throws IOException {
    SmallRun.copy(run, SmallRun.ALWAYS);
    SmallRun.copy(run, SmallRun.SOMETIMES);
    RunReport.write(run);
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    assertThat(run.resolve("tables/robustness.csv")).isNotEmptyFile();
    assertThat(run.resolve("plots/embedding.svg")).isNotEmptyFile();
  }

  private Report whole() throws IOException {
    SmallRun.copy(run, SmallRun.ALWAYS);
    SmallRun.copy(run, SmallRun.SOMETIMES);
    return RunReport.of(run);
  }

  private <E extends Report.Element> E element(String name, Class<E> kind) throws IOException {
    return whole().sections().stream()
        .flatMap(section -> section.elements().stream())
        .filter(element -> element.name().equals(name))
        .map(kind::cast)
        .findAny()
        .orElseThrow();
  }
}
