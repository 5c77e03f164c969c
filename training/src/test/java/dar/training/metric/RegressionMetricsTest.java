package dar.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegressionMetricsTest {

  static Stream<Named<JsonNode>> goldenCases() throws IOException {
    return GoldenCases.read("regression.json");
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void equalsMmsa(JsonNode golden) {
    float[] truth = GoldenCases.floats(golden.get("truth"));
    float[] prediction = GoldenCases.floats(golden.get("prediction"));
    GoldenCases.assertEqual(RegressionMetrics.of(truth, prediction), golden.get("expected"));
  }

  @Test
  void ofNoSampleEverythingIsUndefined() {
    assertThat(RegressionMetrics.of(new float[0], new float[0]).named().values())
        .hasSize(8)
        .allSatisfy(value -> assertThat(value).isNaN());
  }

  /** As in NumPy, a prediction that is no number is wrong, and has no distance. */
  @Test
  void aPredictionThatIsNoNumberIsNeverRight() {
    RegressionMetrics metrics =
        RegressionMetrics.of(new float[] {1, 2}, new float[] {1, Float.NaN});
    assertThat(metrics.polarity().has0Accuracy()).isEqualTo(0.5);
    assertThat(metrics.accuracy7()).isEqualTo(0.5);
    assertThat(metrics.meanAbsoluteError()).isNaN();
    assertThat(metrics.correlation()).isNaN();
  }

  @Test
  void refusesAnotherNumberOfPredictions() {
    assertThatThrownBy(() -> RegressionMetrics.of(new float[3], new float[2]))
        .isInstanceOf(BadInputException.class)
        .hasMessage("predictions: expected 3, found 2");
  }
}
