package dar.training.evaluate;

import dar.graph.input.Modality;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The two kinds of features that the paper tells apart (Section 3.4). */
public enum Kind {
  COMMON,
  SPECIFIC;

  /** The name in files and in the outputs of a model: {@code common}, {@code specific}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The public name of what a model gives of this kind: as in {@code visual_common_gate}. */
  public String of(Modality modality, String suffix) {
    return modality.key() + "_" + key() + suffix;
  }

  /** A map with a value made for each kind, in order. */
  public static <V> Map<Kind, V> each(Function<Kind, V> make) {
    Map<Kind, V> values = new EnumMap<>(Kind.class);
    for (Kind kind : values()) {
      values.put(kind, make.apply(kind));
    }
    return Collections.unmodifiableMap(values);
  }
}
