package dar.graph.input;

import java.util.List;
import java.util.Locale;

/**
 * The three modalities of an utterance (the paper's l, v, a, Section 3.1), always in this order.
 */
public enum Modality {
  LANGUAGE,
  VISUAL,
  ACOUSTIC;

  /**
   * The name used in files, variable names and signatures: {@code language}, {@code visual}, {@code
   * acoustic}.
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The other two modalities, in order. */
  public List<Modality> others() {
    return switch (this) {
      case LANGUAGE -> List.of(VISUAL, ACOUSTIC);
      case VISUAL -> List.of(LANGUAGE, ACOUSTIC);
      case ACOUSTIC -> List.of(LANGUAGE, VISUAL);
    };
  }
}
