package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dar.training.data.Split;
import dar.training.metric.MeanAndDeviation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerMetricTest {
  @TempDir private Path folder;
  private final List<String> evaluated = new ArrayList<>();

  /** MAE is 10 (rate) + seed + 100 (epoch), Corr is its negative; two rates, seeds 1 and 3. */
  private RobustnessReport report(String metric, int epoch) {
    evaluated.add(metric);
    ImmutableList.Builder<RobustnessReport.Cell> cells = ImmutableList.builder();
    for (double rate : List.of(0.0, 0.5)) {
      for (long seed : List.of(1L, 3L)) {
        double value = 10 * rate + seed + 100 * epoch;
        cells.add(
            new RobustnessReport.Cell(
                rate, seed, ImmutableMap.of("MAE", value, "Corr", -value, "Acc", Double.NaN)));
      }
    }
    return new RobustnessReport("made", Split.TEST, cells.build());
  }

  private PerMetric measured(Map<String, Integer> epochs) {
    return PerMetric.of(epochs, metric -> report(metric, epochs.get(metric)));
  }

  @Test
  void eachMetricIsThatOfItsOwnEpoch() {
    PerMetric found = measured(ImmutableMap.of("MAE", 2, "Corr", 4));
    assertThat(found.metrics())
        .isEqualTo(
            Map.of(
                "MAE",
                new PerMetric.Entry(
                    2,
                    Map.of(0.0, new MeanAndDeviation(202, 1), 0.5, new MeanAndDeviation(207, 1)),
                    new MeanAndDeviation(204.5, 1)),
                "Corr",
                new PerMetric.Entry(
                    4,
                    Map.of(0.0, new MeanAndDeviation(-402, 1), 0.5, new MeanAndDeviation(-407, 1)),
                    new MeanAndDeviation(-404.5, 1))));
  }

  @Test
  void anEpochIsEvaluatedOnce() {
    measured(ImmutableMap.of("MAE", 2, "Corr", 2, "Acc", 3));
    assertThat(evaluated).containsExactly("MAE", "Acc");
  }

  @Test
  void theFile() throws IOException {
    Path file = folder.resolve("per_metric.json");
    measured(ImmutableMap.of("MAE", 2, "Acc", 1)).write(file);
    assertThat(Files.readString(file))
        .isEqualToIgnoringWhitespace(
            """
            {"metrics": {
              "MAE": {
                "epoch": 2,
                "by_rate": {
                  "0.0": {"mean": 202.0, "std": 1.0},
                  "0.5": {"mean": 207.0, "std": 1.0}},
                "average": {"mean": 204.5, "std": 1.0}},
              "Acc": {
                "epoch": 1,
                "by_rate": {
                  "0.0": {"mean": null, "std": null},
                  "0.5": {"mean": null, "std": null}},
                "average": {"mean": null, "std": null}}}}
            """);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }
}
