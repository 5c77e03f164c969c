package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dar.savedmodel.LoadedModel;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/** A program with the alternating step, exported and loaded, goes on as if nothing had happened. */
class SavedModelRoundTripTest {
  private static final Offset<Float> SAME = Offset.offset(1e-6f);
  private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

  @TempDir private Path folder;
  private GraphProgram program;
  private HostBatch batch;
  private HostBatch features;

  @BeforeEach
  void trainAndExport() {
    program = ExportedProgram.program(4);
    batch = ExportedProgram.batch(16);
    features = ExportedProgram.complete(16);
    program.step(batch);
    ExportedProgram.export(program, folder.resolve("small/1"));
  }

  @AfterEach
  void close() {
    program.close();
    batch.close();
    features.close();
  }

  @Test
  void predictsTheSameForAnyBatch() {
    try (LoadedModel loaded = LoadedModel.load(folder.resolve("small/1"))) {
      for (int size : new int[] {1, 3, 64}) {
        try (HostBatch other = ExportedProgram.complete(size)) {
          assertThat(loaded.predict(other.inputs()))
              .hasSize(size)
              .containsExactly(program.predict(other.inputs()), SAME);
        }
      }
    }
  }

  @Test
  void trainsOnAsTheOriginalDoes() throws IOException {
    Path moved = Files.move(folder.resolve("small"), folder.resolve("moved"));
    try (LoadedModel loaded = LoadedModel.load(moved.resolve("1"))) {
      for (int i = 0; i < 5; i++) {
        Map<String, Float> expected = program.step(batch);
        try (Result losses = loaded.call("train", batch.inputs())) {
          expected.forEach(
              (name, loss) ->
                  assertThat(((TFloat32) losses.get(name).orElseThrow()).getFloat())
                      .as(name)
                      .isCloseTo(loss, CLOSE));
        }
      }
      float[] expected = program.predict(features.inputs());
      assertThat(loaded.predict(features.inputs())).containsExactly(expected, CLOSE);
      loaded.export(moved.resolve("2"));
      try (LoadedModel again = LoadedModel.load(moved.resolve("2"))) {
        assertThat(again.predict(features.inputs())).containsExactly(expected, CLOSE);
      }
    }
  }

  @Test
  void theVariablesOfAnExportAreACheckpoint() {
    try (GraphProgram other = ExportedProgram.program(5)) {
      assertThat(other.predict(features.inputs())).isNotEqualTo(program.predict(features.inputs()));
      other.restore(folder.resolve("small/1/variables/variables"));
      assertThat(other.predict(features.inputs()))
          .containsExactly(program.predict(features.inputs()), SAME);
      assertThat(other.step(batch)).isEqualTo(program.step(batch));
    }
  }
}
