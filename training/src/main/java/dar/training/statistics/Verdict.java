package dar.training.statistics;

import java.util.Locale;

/** What an interval says of the first of two models. */
public enum Verdict {
  BETTER,
  WORSE,
  /** The interval holds 0: other samples may have told otherwise. */
  NOISE;

  /**
   * Reads a difference, the first model's metric minus the second's.
   *
   * @param smallerIsBetter as it is for errors
   */
  public static Verdict of(Interval difference, boolean smallerIsBetter) {
    if (!difference.excludesZero()) {
      return NOISE;
    }
    return difference.high() < 0 == smallerIsBetter ? BETTER : WORSE;
  }

  /** The word in tables. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
