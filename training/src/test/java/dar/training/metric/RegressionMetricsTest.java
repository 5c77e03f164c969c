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
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Half of the labels with half of the bound: the classes are the same, the error is half. */
  @Test
  void aNarrowerLabelRangeIsStretched() {
    float[] truth = {-3, -1.5f, 0, 0.6f, 2.4f, 3};
    float[] prediction = {-2.5f, -2.5f, 0.5f, 0.4f, 4, -1};
    RegressionMetrics whole = RegressionMetrics.of(truth, prediction);
    RegressionMetrics half = RegressionMetrics.of(halves(truth), halves(prediction), 1.5);
    assertThat(half)
        .isEqualTo(
            new RegressionMetrics(
                whole.polarity(),
                whole.accuracy5(),
                whole.accuracy7(),
                whole.meanAbsoluteError() / 2,
                whole.correlation()));
  }

  private static float[] halves(float[] values) {
    float[] halves = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      halves[i] = values[i] / 2;
    }
    return halves;
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

  @ParameterizedTest
  @ValueSource(doubles = {0, -3, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesABoundThatIsNone(double bound) {
    assertThatThrownBy(() -> RegressionMetrics.of(new float[3], new float[3], bound))
        .isInstanceOf(BadInputException.class)
        .hasMessage("label bound: expected above 0 and finite, found " + bound);
  }
}
