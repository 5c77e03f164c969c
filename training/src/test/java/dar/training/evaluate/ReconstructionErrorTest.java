package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReconstructionErrorTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  @Test
  void knownAnswers() {
    ReconstructionError error = new ReconstructionError(4, 3);
    int[] first = {2, 0};
    int[] last = {1};
    // Three samples of width 2 in two batches; the means are 2 and 5, the spread 2 + 0 + 8 = 10.
    error.complete(new float[] {1, 5, 3, 7}, 2);
    error.rebuilt(0, first, new float[] {1, 5, 3, 7});
    error.rebuilt(1, first, new float[] {2, 5, 2, 5});
    error.rebuilt(2, first, new float[] {1, 5, 3, 8});
    error.rebuilt(3, first, new float[] {4, 5, 3, 7});
    error.complete(new float[] {2, 3}, 1);
    error.rebuilt(0, last, new float[] {2, 3});
    error.rebuilt(1, last, new float[] {2, 5});
    error.rebuilt(2, last, new float[] {2, 3});
    error.rebuilt(3, last, new float[] {2, 4});
    assertThat(error.at(0)).as("perfect").isZero();
    assertThat(error.at(1)).as("the mean").isCloseTo(1, EXACT);
    assertThat(error.at(2)).isCloseTo(0.1, EXACT);
    assertThat(error.at(3)).isCloseTo(1, EXACT); // (9 + 1) / 10
    assertThat(error.bySample(3)).containsExactly(new double[] {0, 0.3, 2.7}, EXACT);
  }

  @Test
  void aUnitChangesNothing() {
    Random random = new Random(3);
    ReconstructionError small = new ReconstructionError(1, 15);
    ReconstructionError large = new ReconstructionError(1, 15);
    for (int batch = 0; batch < 3; batch++) {
      float[] complete = new float[40];
      float[] rebuilt = new float[40];
      for (int i = 0; i < 40; i++) {
        complete[i] = 10 + random.nextFloat();
        rebuilt[i] = complete[i] + random.nextFloat() / 4;
      }
      small.complete(complete, 5);
      int at = 5 * batch;
      int[] rows = {at, at + 1, at + 2, at + 3, at + 4};
      small.rebuilt(0, rows, rebuilt);
      large.complete(scaled(complete), 5);
      large.rebuilt(0, rows, scaled(rebuilt));
    }
    assertThat(small.at(0)).isBetween(0.01, 1.0);
    assertThat(large.at(0)).isCloseTo(small.at(0), EXACT);
  }

  private static float[] scaled(float[] values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * 1024;
    }
    return scaled;
  }

  @Test
  void featuresThatDoNotVaryHaveNone() {
    ReconstructionError error = new ReconstructionError(1, 2);
    error.complete(new float[] {3, 3.0000002f}, 2); // one float apart
    error.rebuilt(0, new int[] {0, 1}, new float[] {3, 4});
    assertThat(error.at(0)).isNaN();
  }
}
