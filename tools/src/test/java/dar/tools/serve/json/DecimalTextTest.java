package dar.tools.serve.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {
  @ParameterizedTest
  @CsvSource({
    "9000000, 9e+06",
    "999999, 999999.0",
    "0.5, 0.5",
    "0.0003, 0.0003",
    "0.00003, 3e-05",
    "555557.5, 555557.5",
    "3, 3.0",
    "-2.5, -2.5",
    "0.1, 0.1",
    "3.14159274, 3.14159274",
    "16777216, 16777216.0",
    "1e10, 1e+10",
    "3.4028235e38, 3.40282347e+38",
    "1.4e-45, 1.4013e-45",
    "0, 0.0",
    "-0.0, -0.0",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity",
  })
  void floatsAreWrittenAsTensorFlowServingDoes(float value, String text) {
    assertThat(DecimalText.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "8, 8.0",
    "1e300, 1e+300",
    "-1234567.0, -1234567.0",
    "NaN, NaN",
  })
  void doublesToo(double value, String text) {
    assertThat(DecimalText.of(value)).isEqualTo(text);
  }

  @Test
  void everyNumberIsReadBackAsItself() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      float single = Float.intBitsToFloat(random.nextInt());
      assertThat(Float.valueOf(DecimalText.of(single))).isEqualTo(Float.valueOf(single));
      double twice = Double.longBitsToDouble(random.nextLong());
      assertThat(Double.valueOf(DecimalText.of(twice))).isEqualTo(Double.valueOf(twice));
    }
  }
}
