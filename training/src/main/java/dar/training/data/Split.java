package dar.training.data;

import java.util.Locale;

/** The three parts of a dataset: fit on one, select on the second, report on the third. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** The name used in files, folders and messages: {@code train}, {@code valid}, {@code test}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
