package dar.tools.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import dar.tools.report.document.Table.Cell;
import dar.tools.report.document.Table.Unit;
import dar.tools.report.document.Table.Value;
import dar.tools.report.document.Table.Words;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One table in each form, written out by hand. */
class TableFilesTest {
  private static final Table TABLE =
      new Table(
          "metrics",
          "Metrics by rate",
          List.of("rate", "Acc-2", "MAE"),
          List.of(
              row(
                  "0.0",
                  new Value(0.91145, 0.0124, Unit.SHARE),
                  new Value(0.5, Double.NaN, Unit.PLAIN)),
              row(
                  "a|b, \"c\"",
                  new Value(Double.NaN, Double.NaN, Unit.SHARE),
                  new Value(-0.0001, Double.NaN, Unit.PLAIN)),
              row("average", new Value(1, 0, Unit.SHARE), new Words("<b>"))));

  private static List<Cell> row(String name, Cell share, Cell plain) {
    return List.of(new Words(name), share, plain);
  }

  @Test
  void markdownLinesUp() {
    assertThat(Markdown.of(TABLE))
        .isEqualTo(
            """
            **Metrics by rate**

            | rate      |     Acc-2 % |   MAE |
            | :-------- | ----------: | ----: |
            | 0.0       |  91.1 ± 1.2 | 0.500 |
            | a\\|b, "c" |   undefined | 0.000 |
            | average   | 100.0 ± 0.0 |  \\<b> |
            """);
  }

  @Test
  void csvHasAllDigitsAndAColumnForTheDeviation() {
    assertThat(Csv.of(TABLE))
        .isEqualTo(
            """
            rate,Acc-2,Acc-2_std,MAE
            0.0,0.91145,0.0124,0.5
            "a|b, ""c""\",,,-1.0E-4
            average,1.0,0.0,<b>
            """);
  }

  @Test
  void jsonHasTheSameColumnsAndNullForNoNumber() {
    assertThat(ReportJson.of(TABLE))
        .isEqualToIgnoringWhitespace(
            """
            {"kind": "table", "name": "metrics", "title": "Metrics by rate",
             "columns": ["rate", "Acc-2", "Acc-2_std", "MAE"],
             "rows": [
               ["0.0", 0.91145, 0.0124, 0.5],
               ["a|b, \\"c\\"", null, null, -1.0E-4],
               ["average", 1.0, 0.0, "<b>"]]}
            """);
  }

  @Test
  void htmlHasScopesAndEscapes() {
    Markup out = new Markup();
    HtmlTable.write(out, TABLE);
    assertThat(out.toString())
        .contains("<th scope=\"col\" class=\"number\">Acc-2 <span class=\"unit\">%</span></th>")
        .contains("<th scope=\"row\">a|b, \"c\"</th>")
        .contains("<td class=\"number\">91.1 <span class=\"deviation\">± 1.2</span></td>")
        .contains("<td class=\"number\">undefined</td>")
        .contains("<td class=\"number\">&lt;b&gt;</td>")
        .contains(">Metrics by rate</span>");
  }

  @Test
  void wordsStandAtTheRightWhereAllAreNumbers() {
    Table words =
        new Table(
            "words",
            "Words",
            List.of("setting", "value", "epoch"),
            List.of(
                List.of(new Words("a"), new Words("0.5"), new Words("7")),
                List.of(new Words("b"), new Words("adaptive"), new Words("12"))));
    assertThat(CellText.isNumeric(words, 0)).isFalse();
    assertThat(CellText.isNumeric(words, 1)).isFalse();
    assertThat(CellText.isNumeric(words, 2)).isTrue();
  }

  @Test
  void aColumnOfBothUnitsSaysPercentInItsCells() {
    Table mixed =
        new Table(
            "mixed",
            "Mixed",
            List.of("metric", "average"),
            List.of(
                List.of(new Words("Acc-2"), new Value(0.5, 0.015, Unit.SHARE)),
                List.of(new Words("MAE"), new Value(0.5, 0.015, Unit.PLAIN))));
    assertThat(Markdown.of(mixed))
        .contains("| metric |       average |")
        .contains("| Acc-2  |   50.0% ± 1.5 |")
        .contains("| MAE    | 0.500 ± 0.015 |");
  }
}
