package dar.training.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dar.graph.input.InputNames;
import dar.training.data.NpyWriter;
import dar.training.pretrained.PretrainedBert;
import dar.training.pretrained.PretrainedBerts;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TInt32;

/**
 * Writes the vectors that {@code tools/interop/check_weights.py} compares with those of the library
 * that wrote the weights: {@code -Ddar.interop.weights} names a folder of weights' folders.
 */
@EnabledIfSystemProperty(named = "dar.interop.weights", matches = ".+")
class WeightsForPythonTest {

  @Test
  void writesWhatPythonJudges() throws IOException {
    Path all = Path.of(System.getProperty("dar.interop.weights"));
    JsonNode tokens = new JsonMapper().readTree(all.resolve("tokens.json").toFile());
    int[][] ids = new JsonMapper().treeToValue(tokens.get("ids"), int[][].class);
    int[][] mask = new JsonMapper().treeToValue(tokens.get("mask"), int[][].class);
    List<Path> folders;
    try (Stream<Path> listed = Files.list(all)) {
      folders = listed.filter(Files::isDirectory).toList();
    }
    assertThat(folders).isNotEmpty();
    for (Path folder : folders) {
      try (PretrainedBert weights = PretrainedBerts.open(folder.toString());
          GraphProgram program = ReadingProgram.of(weights, ids[0].length);
          HostBatch batch =
              new HostBatch(
                  Map.of(
                      InputNames.LANGUAGE_IDS, TInt32.tensorOf(StdArrays.ndCopyOf(ids)),
                      InputNames.LANGUAGE_MASK, TInt32.tensorOf(StdArrays.ndCopyOf(mask))));
          NpyWriter out =
              NpyWriter.floats(
                  folder.resolve("vectors.npy"), ids[0].length, weights.shape().width())) {
        float[] vectors = program.read(batch.inputs());
        out.append(vectors, vectors.length);
      }
    }
  }
}
