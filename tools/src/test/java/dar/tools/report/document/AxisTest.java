package dar.tools.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void numbersLieEvenlyOnTheirPixels() {
    Axis upwards = new Axis(1, 3, 200, 100);
    assertThat(upwards.at(1)).isEqualTo(200);
    assertThat(upwards.at(2)).isEqualTo(150);
    assertThat(upwards.at(3)).isEqualTo(100);
  }

  @Test
  void aRangeIsOfTheFinite() {
    assertThat(range(2, Double.NaN, -1, Double.POSITIVE_INFINITY)).isEqualTo(new Axis.Range(-1, 2));
  }

  @Test
  void aRangeIsNeverEmpty() {
    assertThat(range()).isEqualTo(new Axis.Range(0, 1));
    assertThat(range(Double.NaN)).isEqualTo(new Axis.Range(0, 1));
    assertThat(range(0, 0)).isEqualTo(new Axis.Range(-1, 1));
    assertThat(range(10, 10)).isEqualTo(new Axis.Range(9, 11));
    assertThat(range(-10)).isEqualTo(new Axis.Range(-11, -9));
  }

  private static Axis.Range range(double... values) {
    return Axis.Range.of(DoubleStream.of(values));
  }
}
