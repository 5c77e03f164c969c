package dar.training;

import static org.assertj.core.api.Assertions.assertThat;

/** How close numbers computed in two ways are. */
public final class Closeness {
  private Closeness() {}

  /**
   * Relative to the largest element: single elements may be nothing but rounding.
   *
   * @param floor below which the largest element counts as this
   */
  public static void assertClose(
      String name, float[] actual, float[] expected, double relative, double floor) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    float[] difference = new float[actual.length];
    for (int i = 0; i < actual.length; i++) {
      difference[i] = actual[i] - expected[i];
    }
    assertThat(largest(difference) / Math.max(floor, largest(expected)))
        .as(name)
        .isLessThan(relative);
  }

  /** The largest absolute element. */
  public static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
