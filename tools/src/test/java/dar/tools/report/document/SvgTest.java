package dar.tools.report.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SvgTest {
  /** The file was looked at; a change of it is one of every figure. */
  @Test
  void aSmallChartIsDrawnAsBefore() throws IOException {
    assertThat(Svg.file(OddReport.small()))
        .isEqualTo(
            Resources.toString(
                Resources.getResource(SvgTest.class, "small.svg"), StandardCharsets.UTF_8));
  }

  @Test
  void marksCarryTheirNumbersInFull() {
    assertThat(Svg.inline(OddReport.small()))
        .contains(
            "data-series=\"valid\" data-x=\"0.1\" data-y=\"0.3333333333333333\" data-low=\"0.25\""
                + " data-high=\"0.5\"");
  }

  @Test
  void aLineIsBrokenWhereAValueIsNotDefined() {
    LineChart.Line line =
        new LineChart.Line(
            "a",
            List.of(
                LineChart.Point.of(0, 0),
                LineChart.Point.of(1, 1),
                LineChart.Point.of(2, Double.NaN),
                LineChart.Point.of(3, 1)));
    String svg = Svg.inline(new LineChart("gap", "Gap", "x", "y", List.of(line)));
    assertThat(count("data-series", svg)).isEqualTo(3);
    assertThat(count("stroke-width=\"1.75\"", svg)).isEqualTo(2);
    assertThat(svg).doesNotContain("NaN");
  }

  @Test
  void namesAreEscaped() {
    Scatter scatter =
        new Scatter(
            "hostile",
            "\"><script>alert(1)</script>",
            List.of(
                new Scatter.Group("<img src=x>", List.of(new Scatter.Point(1, 2))),
                new Scatter.Group("' onload='x", List.of(new Scatter.Point(3, 4)))));
    assertThat(Svg.inline(scatter))
        .doesNotContain("<script", "<img")
        .contains("aria-label=\"&quot;&gt;&lt;script&gt;", "data-series=\"&apos; onload=&apos;x\"");
  }

  @Test
  void coloursAreClassesInAPageAndFixedInAFile() {
    assertThat(Svg.inline(OddReport.small()))
        .doesNotContain("#", "<style")
        .contains("class=\"blue\"");
    assertThat(Svg.file(OddReport.small())).contains(".blue{color:#0072b2}");
  }

  @Test
  void theBoundsOfAScatterKeepItsShape() {
    Scatter wide =
        new Scatter(
            "wide",
            "Wide",
            List.of(
                new Scatter.Group(
                    "a", List.of(new Scatter.Point(0, 0), new Scatter.Point(100, 10)))));
    ScatterDrawing drawing = ScatterDrawing.of(wide);
    double across = drawing.x().at(1) - drawing.x().at(0);
    double up = drawing.y().at(0) - drawing.y().at(1);
    assertThat(across).isCloseTo(up, offset(1e-9));
  }

  private static int count(String part, String text) {
    Matcher matcher = Pattern.compile(Pattern.quote(part)).matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
