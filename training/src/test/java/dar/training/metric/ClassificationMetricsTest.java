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

class ClassificationMetricsTest {

  static Stream<Named<JsonNode>> goldenCases() throws IOException {
    return GoldenCases.read("classification.json");
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void equalsScikitLearn(JsonNode golden) {
    JsonNode labels = golden.get("truth");
    int[] truth = new int[labels.size()];
    float[][] scores = new float[truth.length][];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = labels.get(i).intValue();
      scores[i] = GoldenCases.floats(golden.get("scores").get(i));
    }
    int classes = golden.get("classes").intValue();
    GoldenCases.assertEqual(
        ClassificationMetrics.of(truth, scores, classes), golden.get("expected"));
  }

  @Test
  void ofNoSampleEverythingIsUndefined() {
    assertThat(ClassificationMetrics.of(new int[0], new float[0][], 3).named().values())
        .hasSize(6)
        .allSatisfy(value -> assertThat(value).isNaN());
  }

  @Test
  void refusesWhatDoesNotFit() {
    float[][] scores = {{0, 1}, {1, 0}};
    assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {1}, scores, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessage("predictions: expected 1, found 2");
    assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {1, 2}, scores, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessage("label: expected a class in [0, 1], found 2");
    assertThatThrownBy(() -> ClassificationMetrics.of(new int[] {1, 2}, scores, 3))
        .isInstanceOf(BadInputException.class)
        .hasMessage("scores of sample 0: expected 3, found 2");
  }
}
