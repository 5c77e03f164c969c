package dar.tools.reproduce;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * One training.
 *
 * @param name of its folder
 * @param settings {@code a.b=c} over the base, without the seed
 */
public record Cell(String name, List<String> settings, long seed) {
  public Cell {
    settings = List.copyOf(settings);
  }

  /** All settings over the base. */
  List<String> allSettings() {
    return ImmutableList.<String>builder().addAll(settings).add("seed=" + seed).build();
  }
}
