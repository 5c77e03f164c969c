package dar.graph.input;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

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

  /** All keys, in order. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Modality::key).toList();
  }

  /** The other two modalities, in order. */
  public List<Modality> others() {
    return switch (this) {
      case LANGUAGE -> List.of(VISUAL, ACOUSTIC);
      case VISUAL -> List.of(LANGUAGE, ACOUSTIC);
      case ACOUSTIC -> List.of(LANGUAGE, VISUAL);
    };
  }

  /** The one after this; the last one itself. */
  public Modality nextOrLast() {
    return this == LANGUAGE ? VISUAL : ACOUSTIC;
  }

  /** A map with a value made for each modality, in order. */
  public static <V> Map<Modality, V> each(Function<Modality, V> make) {
    Map<Modality, V> values = new EnumMap<>(Modality.class);
    for (Modality m : values()) {
      values.put(m, make.apply(m));
    }
    return Collections.unmodifiableMap(values);
  }

  /** The values of such a map in the order language, visual, acoustic. */
  public static <V> List<V> inOrder(Map<Modality, V> values) {
    return List.of(values.get(LANGUAGE), values.get(VISUAL), values.get(ACOUSTIC));
  }
}
