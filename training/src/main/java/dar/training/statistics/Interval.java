package dar.training.statistics;

/**
 * A mean and the range that it may well have had with other samples.
 *
 * @param low the lower end; NaN where there is no range
 * @param high the upper end
 */
public record Interval(double mean, double low, double high) {

  /** Whether the range lies on one side of 0. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
