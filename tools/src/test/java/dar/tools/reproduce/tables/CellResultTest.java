package dar.tools.reproduce.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import dar.graph.input.BadInputException;
import dar.training.data.Split;
import dar.training.evaluate.RobustnessReport;
import dar.training.metric.ClassificationMetrics;
import dar.training.metric.RegressionMetrics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a finished run holds, read. */
class CellResultTest {
  private static final float[] LABELS = {-2, 0, 1.4f};
  private static final float[][] PREDICTIONS = {{-1, 0.5f, 1}, {-2, 0.25f, 3}};

  @TempDir Path run;

  @Test
  void scoresAverageToTheMetric() throws IOException {
    writeRobustness();
    write("predictions.npy", "(2, 3)", PREDICTIONS);
    CellResult result = CellResult.read(run, 4, new SampleScores(MainMetric.ERROR, LABELS, 1));
    assertThat(result.seed()).isEqualTo(4);
    assertThat(result.scores().orElseThrow()).contains(0.5, 0.375);
    assertThat(Arrays.stream(result.scores().orElseThrow()).average().orElseThrow())
        .isCloseTo(result.test().average("MAE"), within(1e-7));
    assertThat(result.test().area("MAE"))
        .isCloseTo(0.9 * result.test().average("MAE"), within(1e-12)); // rates 0 and 0.9
    assertThat(result.valid()).isEmpty();
    assertThat(result.perMetric()).isEmpty();
    assertThat(result.reconstruction()).isNaN();
  }

  @Test
  void scoresOfClassesAreAccuracies() throws IOException {
    writeRobustness();
    float[][] first = {{0.7f, 0.3f}, {0.4f, 0.6f}, {0.5f, 0.5f}};
    float[][] second = {{0.1f, 0.9f}, {0.2f, 0.8f}, {0.9f, 0.1f}};
    write(
        "predictions.npy",
        "(2, 3, 2)",
        first[0],
        first[1],
        first[2],
        second[0],
        second[1],
        second[2]);
    int[] labels = {0, 1, 0};
    CellResult result =
        CellResult.read(run, 1, new SampleScores(MainMetric.ACCURACY, new float[] {0, 1, 0}, 2));
    double accuracy =
        (ClassificationMetrics.of(labels, first, 2).accuracy()
                + ClassificationMetrics.of(labels, second, 2).accuracy())
            / 2;
    assertThat(result.scores().orElseThrow()).containsExactly(0.5, 1, 1);
    assertThat(Arrays.stream(result.scores().orElseThrow()).average().orElseThrow())
        .isCloseTo(accuracy, within(1e-12));
  }

  @Test
  void evaluationAndPerMetricAreReadWhereTheyAre() throws IOException {
    writeRobustness();
    Files.writeString(
        run.resolve("evaluation.json"),
        """
        {"valid": {"by_rate": {"0.0": {"MAE": {"mean": 0.5, "std": 0.0}}},
                   "average": {"MAE": {"mean": 0.75, "std": 0.0}, "Corr": {"mean": null}}},
         "reconstruction": [
           {"rate": 0.0, "language": {"aligned": 0.2, "common": 9, "specific": 9},
            "acoustic": {"aligned": 0.4, "common": 9, "specific": 9}},
           {"rate": 0.9, "language": {"aligned": 0.6, "common": 9, "specific": 9},
            "acoustic": {"aligned": 0.8, "common": 9, "specific": 9}}],
         "combinations": [
           {"modalities": ["language"], "metrics": {"MAE": 1.5, "Corr": 0.1}},
           {"modalities": ["language", "visual"], "metrics": {"MAE": 1.25, "Corr": 0.2}}]}
        """);
    Files.writeString(
        run.resolve("per_metric.json"),
        """
        {"metrics": {"MAE": {"epoch": 7, "by_rate": {"0.0": {"mean": 0.3, "std": 0.1}},
                             "average": {"mean": 0.4, "std": 0.1}},
                     "Corr": {"epoch": 3, "by_rate": {"0.0": {"mean": 0.8, "std": 0.0}},
                              "average": {"mean": 0.7, "std": 0.0}}}}
        """);
    CellResult result = CellResult.read(run, 1, new SampleScores(MainMetric.ERROR, LABELS, 1));
    assertThat(result.valid().orElseThrow().average("MAE")).isEqualTo(0.75);
    assertThat(result.valid().orElseThrow().average("Corr")).isNaN();
    assertThat(result.reconstruction()).isCloseTo(0.5, within(1e-12));
    assertThat(result.perMetric().orElseThrow().at(0, "Corr")).isEqualTo(0.8);
    assertThat(result.perMetric().orElseThrow().average("MAE")).isEqualTo(0.4);
    assertThat(result.scores()).isEmpty();
    assertThat(result.combinations())
        .containsExactly(entry("language", 1.5), entry("language, visual", 1.25));
  }

  @Test
  void errorsOfSamplesAreMeansOverRates() throws IOException {
    writeRobustness();
    write("reconstruction.npy", "(2, 3)", new float[] {0.5f, 1, 2}, new float[] {1, 1, 4});
    CellResult result = CellResult.read(run, 1, new SampleScores(MainMetric.ERROR, LABELS, 1));
    assertThat(result.errors().orElseThrow()).containsExactly(0.75, 1, 3);
  }

  @Test
  void predictionsOfAnotherShapeAreRefused() throws IOException {
    writeRobustness();
    write("predictions.npy", "(3, 2)", PREDICTIONS);
    assertThatThrownBy(() -> CellResult.read(run, 1, new SampleScores(MainMetric.ERROR, LABELS, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("predictions.npy: expected <f4 [2, 3], found <f4 [3, 2]");
  }

  @Test
  void predictionsOfManySamplesAreReadRowByRow() throws IOException {
    int samples = 1 << 18;
    write("predictions.npy", "(65, %d)".formatted(samples)); // more values than a user's file
    Path file = run.resolve("predictions.npy");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(128 + 65L * samples * Float.BYTES);
    }
    float[] labels = new float[samples];
    labels[samples - 1] = -3;
    double[] scores = new SampleScores(MainMetric.ERROR, labels, 1).read(file, 65);
    assertThat(scores[0]).isZero();
    assertThat(scores[samples - 1]).isCloseTo(3, within(1e-12));
  }

  private void writeRobustness() throws IOException {
    ImmutableList.Builder<RobustnessReport.Cell> cells = ImmutableList.builder();
    for (int i = 0; i < PREDICTIONS.length; i++) {
      cells.add(
          new RobustnessReport.Cell(
              i * 0.9, 1111, RegressionMetrics.of(LABELS, PREDICTIONS[i]).named()));
    }
    RobustnessReport report = new RobustnessReport("made", Split.TEST, cells.build());
    Files.writeString(run.resolve("robustness.json"), report.json().toString());
  }

  /** A file of NumPy's format 1.0. */
  private void write(String name, String shape, float[]... rows) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    header += " ".repeat(117 - header.length()) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(128 + Arrays.stream(rows).mapToInt(row -> row.length * 4).sum())
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) 118);
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    Files.write(run.resolve(name), bytes.array());
  }
}
