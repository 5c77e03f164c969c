package dar.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.tools.export.Slimming;
import dar.tools.export.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExportSummaryTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path TARGET = Path.of("models", "demo", "1");

  @Test
  void aBareExport() throws IOException {
    ExportSummary summary = new ExportSummary(TARGET, true, Optional.empty(), Optional.empty());
    assertThat(summary.text())
        .isEqualTo(
            "%1$s holds the model.\n\nNext:\n  dar predict %1$s --data PATH\n".formatted(TARGET));
    assertThat(MAPPER.readTree(summary.json().toString()))
        .isEqualTo(
            MAPPER
                .createObjectNode()
                .put("saved_model", TARGET.toString())
                .put("warm_up_with_data", true));
  }

  @Test
  void withoutData() {
    assertThat(new ExportSummary(TARGET, false, Optional.empty(), Optional.empty()).text())
        .contains("The data of the run are not there");
  }

  @Test
  void whatWasMeasured() throws IOException {
    ExportSummary summary =
        new ExportSummary(
            TARGET,
            true,
            Optional.of(
                new Slimming(
                    new Slimming.Cost(2_340_000, 1.5, 12.25), new Slimming.Cost(960_000, 0.5, 8))),
            Optional.of(verification(2.5e-7)));
    assertThat(summary.text())
        .containsPattern("signature +largest difference, 128 samples\n")
        .containsPattern("classify +1.0e-08\npredict +2.5e-07\n")
        .containsPattern(" +size +1 sample +64 samples\n")
        .containsPattern("whole +2.3 MB +1.50 ms +12.25 ms\nslim +1.0 MB +0.50 ms +8.00 ms\n");
    JsonNode json = MAPPER.readTree(summary.json().toString());
    assertThat(json.at("/verification/samples").asInt()).isEqualTo(128);
    assertThat(json.at("/verification/holds").asBoolean()).isTrue();
    assertThat(json.at("/verification/largest_difference/predict").asDouble()).isEqualTo(2.5e-7);
    assertThat(json.at("/whole/bytes").asLong()).isEqualTo(2_340_000);
    assertThat(json.at("/slim/milliseconds_1").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/slim/milliseconds_64").asDouble()).isEqualTo(8);
  }

  /** What is no number must not break the reader of the JSON. */
  @Test
  void notANumberIsStillJson() throws IOException {
    ExportSummary summary =
        new ExportSummary(TARGET, true, Optional.empty(), Optional.of(verification(Double.NaN)));
    assertThat(summary.text()).containsPattern("predict +NaN\n");
    JsonNode json = MAPPER.readTree(summary.json().toString());
    assertThat(json.at("/verification/holds").asBoolean()).isFalse();
    assertThat(json.at("/verification/largest_difference/predict").isNull()).isTrue();
  }

  private static Verification verification(double predict) {
    return new Verification(128, new TreeMap<>(Map.of("classify", 1e-8, "predict", predict)));
  }
}
