package dar.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final List<String> SELECTED = List.of("Has0_acc_2", "MAE", "Corr");

  private static Map<String, Double> line(double loss, double accuracy, double mae, double corr) {
    return Map.of("Loss", loss, "Has0_acc_2", accuracy, "MAE", mae, "Corr", corr, "loss_sim", 0.0);
  }

  private static Progress after(List<Map<String, Double>> lines) {
    Progress progress = Progress.NONE;
    for (Map<String, Double> line : lines) {
      progress = progress.next(line, SELECTED);
    }
    return progress;
  }

  @Test
  void eachMetricHasItsOwnBestEpoch() {
    Progress progress =
        after(
            List.of(
                line(5, 0.7, 1.2, Double.NaN),
                line(3, 0.9, 1.0, 0.2),
                line(2, 0.9, 1.1, 0.5), // the first of equals stays
                line(2, 0.8, 0.9, Double.NaN),
                line(4, 0.6, 0.9, 0.5)));
    assertThat(progress)
        .isEqualTo(
            new Progress(
                5,
                3,
                2,
                Map.of(
                    "Has0_acc_2", new Progress.Best(2, 0.9),
                    "MAE", new Progress.Best(4, 0.9),
                    "Corr", new Progress.Best(3, 0.5))));
    assertThat(progress.bestEpochs()).isEqualTo(Map.of("Has0_acc_2", 2, "MAE", 4, "Corr", 3));
    assertThat(progress.isBest()).isFalse();
    assertThat(progress.bestMetrics()).isEmpty();
  }

  @Test
  void tellsWhatTheLastEpochIsBestIn() {
    Progress first = after(List.of(line(5, 0.7, 1.2, Double.NaN)));
    assertThat(first.isBest()).isTrue();
    assertThat(first.bestMetrics()).containsExactly("Has0_acc_2", "MAE");
    Progress second = first.next(line(6, 0.6, 1.3, -0.5), SELECTED);
    assertThat(second.isBest()).isFalse();
    assertThat(second.bestMetrics()).containsExactly("Corr");
  }

  @Test
  void byTheLossAloneNothingElseIsKept() {
    assertThat(Progress.NONE.next(line(5, 0.7, 1.2, 0), List.of()))
        .isEqualTo(new Progress(1, 1, 5, Map.of()));
  }

  @Test
  void comesBackFromJsonAndSoDoesThatOfAnEarlierVersion() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    Progress progress = after(List.of(line(5, 0.7, 1.2, Double.NaN), line(3, 0.9, 1.0, 0.2)));
    String json = mapper.writeValueAsString(progress);
    assertThat(mapper.readValue(json, Progress.class)).isEqualTo(progress);
    assertThat(mapper.readValue("{\"epoch\":3,\"bestEpoch\":2,\"bestLoss\":1.5}", Progress.class))
        .isEqualTo(new Progress(3, 2, 1.5, Map.of()));
  }
}
