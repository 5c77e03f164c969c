package dar.tools.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dar.graph.FloatValues;
import dar.graph.input.Modality;
import dar.training.data.Split;
import dar.training.program.HostBatch;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TFloat32;

class TrialsTest {
  @TempDir Path folder;

  private SmallRun run;

  @BeforeEach
  void open() {
    run = SmallRun.create(folder);
  }

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void areTheFirstOfTheTestSplitAndAgainFromTheStart() {
    float[] found = visual(6, 0);
    float[] expected = new float[4 * 24 * 12];
    run.data().read(Split.TEST, Modality.VISUAL, new int[] {0, 1, 2, 3}, expected);
    assertThat(Arrays.copyOf(found, expected.length)).isEqualTo(expected);
    assertThat(Arrays.copyOfRange(found, expected.length, found.length))
        .isEqualTo(Arrays.copyOf(expected, 2 * 24 * 12));
  }

  @Test
  void aRateOfTheirStepsIsErasedAlwaysTheSame() {
    float[] found = visual(64, 0.5);
    int zeros = 0;
    for (float value : found) {
      zeros += value == 0 ? 1 : 0;
    }
    double complete = 0;
    for (float value : visual(64, 0)) {
      complete += value == 0 ? 1 : 0;
    }
    double real = found.length - complete; // the rest is padding
    assertThat((zeros - complete) / real).isEqualTo(0.5, within(0.15));
    assertThat(visual(64, 0.5)).isEqualTo(found);
  }

  private float[] visual(int count, double rate) {
    try (HostBatch batch = Trials.of(run.data(), count, rate)) {
      TFloat32 tensor = (TFloat32) batch.inputs().get("visual");
      assertThat(tensor.shape().asArray()).containsExactly(count, 24, 12);
      return FloatValues.of(tensor);
    }
  }
}
