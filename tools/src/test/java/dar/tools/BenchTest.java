package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchTest {

  @Test
  void oneSizeIsMeasured() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "bench", "--preset", "demo", "--steps", 2, "--batch", 2, "--rounds", 1, "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode found = new ObjectMapper().readTree(run.out()).at("/cases/0");
    for (String part : new String[] {"step", "fit", "predict_one", "predict_batch"}) {
      assertThat(found.path(part).path("giga_operations").asDouble()).as(part).isPositive();
      assertThat(found.path(part).at("/milliseconds/median").asDouble()).as(part).isPositive();
    }
    assertThat(found.path("matrix_rate").asDouble()).isPositive();
  }

  @Test
  void aWrongSizeIsRefusedBeforeAnythingIsMeasured() {
    assertThat(CommandLineRun.of("bench", "--steps", "8,0").err())
        .contains("model.steps: expected at least 1, found 0");
    assertThat(CommandLineRun.of("bench", "--preset", "none").code()).isEqualTo(2);
    assertThat(CommandLineRun.of("bench", "--rounds", "0").err())
        .contains("--rounds: expected at least 1, found 0");
  }
}
