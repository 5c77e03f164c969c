package dar.tools.reproduce.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dar.tools.report.document.LineChart;
import dar.tools.report.document.Report;
import dar.tools.report.document.Table;
import dar.tools.reproduce.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void table1() {
    Report.Section section = Table1.of(Made.study(Map.of()));
    assertThat(section.elements())
        .extracting(Report.Element::name)
        .containsExactly("table1", "table1-paper", "table1-policies", "table1-per-metric");
    Table table = table(section, "table1");
    assertThat(table.headings()).containsExactly("missing", "Acc-2 Non0", "MAE");
    assertThat(table.rows()).hasSize(12);
    assertThat(value(table, "0.3", 2).mean()).isCloseTo(1.3, EXACT);
    assertThat(value(table, "0.3", 2).deviation()).isCloseTo(0.01, EXACT);
    assertThat(value(table, "average", 2).mean()).isCloseTo(1.45, EXACT);
    assertThat(value(table, "AUILC", 2).mean()).isCloseTo(0.9 * 1.45, EXACT);
    assertThat(value(table, "0.0", 1)).extracting(Table.Value::unit).isEqualTo(Table.Unit.SHARE);

    Table paper = table(section, "table1-paper");
    assertThat(value(paper, "DAR, paper", 2).mean()).isEqualTo(1.069);
    assertThat(value(paper, "ours - paper", 2).mean()).isCloseTo(1.45 - 1.069, EXACT);
    assertThat(value(paper, "LNLN, paper", 1).mean()).isCloseTo(0.7222, EXACT);
    assertThat(section.prose()).contains("LNIN").doesNotContain("tells nothing");

    assertThat(
            value(table(section, "table1-policies"), "best on validation in each metric", 2).mean())
        .isCloseTo(1.35, EXACT);
    assertThat(value(table(section, "table1-per-metric"), "0.9", 2).mean()).isCloseTo(1.8, EXACT);
  }

  @Test
  void table2TellsWorseFromNoise() {
    Report.Section section =
        Table2.of(
            Made.study(
                Map.of(
                    Variant.without("recon"), Made.results("without recon", 1.2, 1),
                    Variant.without("boot"), Made.results("without boot", 0.9, 1))));
    Table table = table(section, "table2");
    assertThat(table.headings())
        .containsExactly("model", "numbers", "seeds", "Acc-2 Non0", "MAE", "reconstruction error");
    assertThat(table.rows()).hasSize(18);
    assertThat(table.rows().get(9).stream().map(Made::content).toList())
        .startsWith("without recon", "ours", "2");
    assertThat(Made.content(table.rows().get(10).get(4))).isEqualTo(1.123);
    assertThat((double) Made.content(table.rows().get(11).get(4))).isCloseTo(1.65 - 1.123, EXACT);
    assertThat((double) Made.content(table.rows().get(9).get(5))).isCloseTo(0.6, EXACT);

    Table differences = table(section, "table2-differences");
    assertThat(differences.rows()).hasSize(5);
    List<Object> recon = Made.row(differences, "without recon");
    assertThat(recon).startsWith("without recon", "full model", "2").endsWith("worse");
    assertThat((double) recon.get(3)).isCloseTo(0.2, within(1e-9));
    assertThat(Made.row(differences, "without boot")).endsWith("better");
    List<Object> sim = Made.row(differences, "without sim");
    assertThat(sim.subList(3, 6)).containsExactly(0.0, 0.0, 0.0);
    assertThat(sim).endsWith("noise");
    assertThat(Made.row(table(section, "table2-reconstruction"), "without recon"))
        .endsWith("worse")
        .satisfies(row -> assertThat((double) row.get(3)).isCloseTo(0.1, within(1e-9)));
  }

  /**
   * Of two rates the one with the better test is not chosen, the one with the better validation is.
   */
  @Test
  void table3ChoosesOnValidation() {
    Study study =
        Made.study(
            Map.of(
                Variant.rate(0.2), Made.results("k=0.2", 0.8, 1.1),
                Variant.rate(0.6), Made.results("k=0.6", 0.9, 0.7)));
    Report.Section section = Table3.of(study);
    Table table = table(section, "table3");
    assertThat(table.rows().stream().filter(row -> Made.content(row.get(7)).equals("best")))
        .singleElement()
        .satisfies(row -> assertThat(Made.content(row.get(0))).isEqualTo("k=0.6"));
    assertThat(Made.row(table(section, "table3-differences"), "k=0.6"))
        .startsWith("k=0.6", "k=0.0")
        .endsWith("better");
  }

  @Test
  void withoutValidationNothingIsChosen() {
    CellResult bare =
        new CellResult(
            1,
            Made.curves(1),
            Optional.empty(),
            Double.NaN,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Study study = Made.study(Map.of(Variant.rate(0.2), new Results("k=0.2", List.of(bare), 1)));
    Report.Section section = Table3.of(study);
    assertThat(section.elements()).hasSize(1);
    assertThat(section.prose()).contains("none is chosen");
    assertThat(Made.row(table(section, "table3"), "k=0.2").get(2)).isEqualTo("1 (1 failed)");
    assertThat(SectionText.of(section)).contains("undefined");
    assertThat(Made.row(table(Beyond.of(study), "beyond-differences"), "uniform"))
        .contains("k=0.3");
  }

  @Test
  void figure4HasALineForEachRate() {
    Report.Section section = Figure4.of(Made.study(Map.of()));
    assertThat(section.elements())
        .extracting(Report.Element::name)
        .containsExactly("figure4-non0-acc-2", "figure4-mae");
    LineChart chart = (LineChart) section.elements().get(0);
    assertThat(chart.lines())
        .extracting(LineChart.Line::name)
        .containsExactly("k=0.0", "k=0.2", "k=0.4", "k=0.6", "k=0.8", "k=0.3");
    LineChart.Point point = chart.lines().get(0).points().get(5);
    assertThat(point.x()).isEqualTo(0.5);
    assertThat(point.y()).isCloseTo(62.5, within(1e-9));
    assertThat(point.high() - point.low()).isCloseTo(0.5, within(1e-9));
    assertThat(SectionText.of(section)).contains("missing rate", "62.500 ±0.250");
  }

  @Test
  void beyondComparesWithTheBestFixedRate() {
    Report.Section section =
        Beyond.of(
            Made.study(
                Map.of(
                    Variant.rate(0.4),
                    Made.results("k=0.4", 0.9, 0.5),
                    Variant.UNIFORM,
                    Made.results("uniform", 0.7, 1),
                    Variant.ADAPTIVE,
                    Made.results("adaptive", 1.1, 1))));
    assertThat(table(section, "beyond").rows())
        .extracting(row -> Made.content(row.get(0)))
        .containsExactly("k=0.3", "k=0.4", "per-modality", "uniform", "adaptive");
    Table differences = table(section, "beyond-differences");
    assertThat(Made.row(differences, "uniform")).contains("k=0.4").endsWith("better");
    assertThat(Made.row(differences, "adaptive")).endsWith("worse");
    Table combinations = table(section, "beyond-combinations");
    assertThat(combinations.headings()).containsExactly("model", "language");
    assertThat((double) Made.row(combinations, "k=0.4").get(1)).isCloseTo(1.9, EXACT);
  }

  @Test
  void everyTrainingMayHaveFailed() {
    Study study = Made.study(Map.of(Variant.FULL, new Results("full model", List.of(), 3)));
    assertThat(table(Table1.of(study), "table1").headings()).containsExactly("missing");
    assertThat(Made.row(table(Table2.of(study), "table2"), "full model")).contains("0 (3 failed)");
  }

  private static Table table(Report.Section section, String name) {
    return section.elements().stream()
        .filter(element -> element.name().equals(name))
        .map(Table.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Table.Value value(Table table, String row, int column) {
    return (Table.Value)
        table.rows().stream()
            .filter(cells -> cells.get(0).equals(new Table.Words(row)))
            .findFirst()
            .orElseThrow()
            .get(column);
  }
}
