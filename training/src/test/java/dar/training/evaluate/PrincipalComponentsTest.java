package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-12);

  /** Along (2, -2, 1) / 3 by up to 6, along (1, 2, 2) / 3 by 2, nothing across both. */
  @Test
  void aCloudWhoseDirectionsAreKnown() {
    double[][] along = {{6, 2}, {-6, 2}, {6, -2}, {-6, -2}, {0, 0}};
    double[][] x = new double[along.length][];
    for (int i = 0; i < x.length; i++) {
      double a = along[i][0] / 3;
      double b = along[i][1] / 3;
      x[i] = new double[] {100 + 2 * a + b, -7 - 2 * a + 2 * b, a + 2 * b};
    }
    double[][] plane = PrincipalComponents.of(x);
    // Loadings of equal size, 2 and -2, differ in rounding alone: either sign is right there.
    double sign = Math.signum(plane[0][0]);
    for (int i = 0; i < x.length; i++) {
      assertThat(plane[i][0]).isCloseTo(sign * along[i][0], CLOSE);
      assertThat(plane[i][1]).isCloseTo(along[i][1], CLOSE);
    }
  }

  @Test
  void theLargestLoadingIsPositive() {
    double[][] falling = {{0, 0}, {-3, 1}, {-6, 2}};
    double[][] plane = PrincipalComponents.of(falling);
    assertThat(plane[0][0]).isCloseTo(Math.sqrt(10), CLOSE);
    assertThat(plane[1][0]).isCloseTo(0, CLOSE);
    assertThat(plane[2][0]).isCloseTo(-Math.sqrt(10), CLOSE);
    assertThat(plane[2][1]).isCloseTo(0, CLOSE);
  }

  @Test
  void oneWidthIsALine() {
    double[][] plane = PrincipalComponents.of(new double[][] {{1}, {3}});
    assertThat(plane[0]).containsExactly(-1, 0);
    assertThat(plane[1]).containsExactly(1, 0);
  }
}
