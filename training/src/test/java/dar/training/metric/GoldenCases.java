package dar.training.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;

/**
 * Cases whose values were computed with NumPy 2.4.6 and scikit-learn 1.9.1 in float32; null stands
 * for what is undefined. Regression's values also equal those of MMSA's own MetricsTop.
 */
final class GoldenCases {
  private static final double TOLERANCE = 1e-6;

  private GoldenCases() {}

  static Stream<Named<JsonNode>> read(String file) throws IOException {
    JsonNode cases = new ObjectMapper().readTree(Resources.getResource(GoldenCases.class, file));
    return StreamSupport.stream(cases.spliterator(), false)
        .map(golden -> Named.of(golden.get("name").asText(), golden));
  }

  static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }

  static void assertEqual(Metrics metrics, JsonNode expected) {
    List<String> names = new ArrayList<>();
    expected.fieldNames().forEachRemaining(names::add);
    assertThat(metrics.named().keySet()).containsExactlyElementsOf(names);
    metrics
        .named()
        .forEach(
            (name, value) -> {
              if (expected.get(name).isNull()) {
                assertThat(value).as(name).isNaN();
              } else {
                assertThat(value)
                    .as(name)
                    .isCloseTo(expected.get(name).asDouble(), within(TOLERANCE));
              }
            });
  }
}
