package dar.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.training.data.Dataset;
import dar.training.data.DatasetWriter;
import dar.training.data.Samples;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionTableTest {
  @TempDir Path folder;

  @Test
  void intensities() throws IOException {
    write(new Task.Regression(), -3, 3);
    try (Dataset data = Dataset.open(folder.resolve("set"))) {
      PredictionTable table = new PredictionTable(data, Split.TEST, new float[] {0.5f, -2});
      assertThat(table.text())
          .isEqualTo("id\tlabel\tprediction\na b\t1.00000\t0.500000\nc\t0.00000\t-2.00000\n");
      assertThat(table.json().toString())
          .isEqualTo(
              "{'dataset':'set','split':'test','predictions':[{'id':'a\\tb','label':1.0,'prediction':0.5},{'id':'c','label':0.0,'prediction':-2.0}]}"
                  .replace('\'', '"'));
    }
  }

  @Test
  void whatIsNoNumberIsNull() throws IOException {
    write(new Task.Regression(), -3, 3);
    try (Dataset data = Dataset.open(folder.resolve("set"))) {
      float[] predictions = {Float.NaN, Float.POSITIVE_INFINITY};
      PredictionTable table = new PredictionTable(data, Split.TEST, predictions);
      assertThat(table.json().findValues("prediction")).allMatch(JsonNode::isNull).hasSize(2);
    }
  }

  @Test
  void classes() throws IOException {
    write(new Task.Classification(2), 0, 1);
    try (Dataset data = Dataset.open(folder.resolve("set"))) {
      PredictionTable table =
          new PredictionTable(data, Split.TEST, new float[] {0.25f, 0.75f, 1, 0});
      assertThat(table.text())
          .startsWith("id\tlabel\tprediction\tprobability_0\tprobability_1\n")
          .contains("a b\t1.00000\t1.00000\t0.250000\t0.750000\n");
      assertThat(table.json().at("/predictions/1/probabilities")).hasToString("[1.0,0.0]");
      assertThat(new DatasetSummary(data).text()).contains("set: 2 classes", "none", "[2, 1]");
      assertThat(new DatasetSummary(data).json().at("/splits/test/labels"))
          .hasToString("{\"0\":1,\"1\":1}");
    }
  }

  private void write(Task task, double min, double max) throws IOException {
    try (DatasetWriter writer =
        DatasetWriter.create(
            folder.resolve("set"), Map.of(Modality.VISUAL, new ModalityShape(2, 1)))) {
      for (Split split : Split.values()) {
        var features = writer.features(split, Modality.VISUAL);
        features.append(new float[] {1, 2}, 2);
        features.append(new float[] {3, 4}, 2);
        writer.samples(
            split,
            new Samples(
                Map.of(Modality.VISUAL, new int[] {2, 0}),
                new float[] {1, 0},
                List.of("a\tb", "c"),
                List.of("", "")));
      }
      writer.finish("set", task, min, max, "none");
    }
  }
}
