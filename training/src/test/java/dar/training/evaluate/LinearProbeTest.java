package dar.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
  private final Random random = new Random(5);

  /** One feature of mean 0 and deviation 1, y = 2 x: W = 2 / (1 + lambda), by hand. */
  @Test
  void theRidgeShrinksByItsShare() {
    double[][] x = {{-1}, {1}};
    double[][] y = {{-2}, {2}};
    double missed = 1 - 1 / 1.01;
    assertThat(LinearProbe.fit(x, y).score(x, y)).isCloseTo(1 - missed * missed, within(1e-12));
  }

  @Test
  void aLineIsFoundOnOtherSamplesAndNoiseIsNot() {
    double[][] train = normal(400, 6);
    double[][] test = normal(300, 6);
    LinearProbe line = LinearProbe.fit(train, line(train));
    assertThat(line.score(test, line(test))).isGreaterThan(0.99);
    LinearProbe noise = LinearProbe.fit(train, normal(400, 2));
    assertThat(noise.score(test, normal(300, 2))).isBetween(-0.1, 0.05);
  }

  /** Features of other sizes and places are the same features. */
  @Test
  void scalesAndShiftsChangeNothing() {
    double[][] train = normal(200, 3);
    double[][] test = normal(100, 3);
    double score = LinearProbe.fit(train, line(train)).score(test, line(test));
    assertThat(LinearProbe.fit(moved(train), line(train)).score(moved(test), line(test)))
        .isCloseTo(score, within(1e-6));
  }

  /** Where the features say nothing, the mean of the fitted targets is all there is. */
  @Test
  void constantFeaturesPredictTheMean() {
    double[][] x = {{7, 0.1}, {7, 0.1}, {7, 0.1}};
    double[][] y = {{1}, {2}, {3}};
    assertThat(LinearProbe.fit(x, y).score(x, y)).isCloseTo(0, within(1e-12));
  }

  @Test
  void otherNumbersOfRowsAreRefused() {
    assertThatThrownBy(() -> LinearProbe.fit(new double[3][1], new double[2][1]))
        .hasMessage("y: expected a row for each of x, at least 1, found 2 for 3");
  }

  private double[][] normal(int rows, int width) {
    double[][] x = new double[rows][width];
    for (double[] row : x) {
      for (int j = 0; j < width; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return x;
  }

  /** Two targets: x_0 - x_1 + 3 and x_2. */
  private static double[][] line(double[][] x) {
    double[][] y = new double[x.length][];
    for (int row = 0; row < x.length; row++) {
      y[row] = new double[] {x[row][0] - x[row][1] + 3, x[row][2]};
    }
    return y;
  }

  private static double[][] moved(double[][] x) {
    double[][] moved = new double[x.length][x[0].length];
    for (int row = 0; row < x.length; row++) {
      for (int j = 0; j < x[0].length; j++) {
        moved[row][j] = 5 * j + 1e-3 * (j + 1) * x[row][j];
      }
    }
    return moved;
  }
}
