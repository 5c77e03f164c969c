package dar.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dar.graph.Devices;
import dar.graph.input.BadInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

class PartsTest {

  @Test
  void onlyALargeBatchIsCut() {
    assumeThat(Devices.found()).noneMatch(Devices.Device::isGpu);
    assertThat(Parts.count(1, 50)).isEqualTo(1);
    assertThat(Parts.count(64, 8)).isEqualTo(1);
    assertThat(Parts.count(64, 50)).isEqualTo(2);
    assertThat(Parts.count(256, 50)).isEqualTo(8);
  }

  @Test
  void noPartIsEmpty() {
    assertThat(Parts.count(1, 1_000_000)).isEqualTo(1);
    assertThat(Parts.count(3, 1_000_000)).isLessThanOrEqualTo(3);
  }

  @Test
  void partsAreOfNeighboursAndComeInOrder() {
    List<Long> sizes = Collections.synchronizedList(new ArrayList<>());
    try (TFloat32 a = counting(5, 2);
        TFloat32 b = counting(5, 1)) {
      float[] sums =
          Parts.predict(
              Map.of("a", a, "b", b),
              2,
              part -> {
                sizes.add(part.get("a").shape().get(0));
                return sums((TFloat32) part.get("a"), (TFloat32) part.get("b"));
              });
      assertThat(sums).containsExactly(0, 2 + 1, 4 + 2, 6 + 3, 8 + 4);
    }
    assertThat(sizes).containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void aPartThatFailsSaysWhy() {
    try (TFloat32 a = counting(4, 1)) {
      assertThatThrownBy(
              () ->
                  Parts.predict(
                      Map.of("a", a),
                      2,
                      part -> {
                        throw new BadInputException("a: expected none, found one");
                      }))
          .isInstanceOf(BadInputException.class)
          .hasMessage("a: expected none, found one");
    }
  }

  /** 0, 1, 2 .. */
  private static TFloat32 counting(int samples, int width) {
    float[] values = new float[samples * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return TFloat32.tensorOf(Shape.of(samples, width), DataBuffers.of(values));
  }

  /** Of each sample, the first number of both. */
  private static float[] sums(TFloat32 a, TFloat32 b) {
    float[] sums = new float[(int) a.shape().get(0)];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a.getFloat(i, 0) + b.getFloat(i, 0);
    }
    return sums;
  }
}
