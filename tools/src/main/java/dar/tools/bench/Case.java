package dar.tools.bench;

import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One size that is measured.
 *
 * @param preset what the model is otherwise like
 * @param steps t
 * @param batch B
 */
public record Case(String preset, int steps, int batch) {

  /** All combinations. */
  public static List<Case> of(List<String> presets, List<Integer> steps, List<Integer> batches) {
    List<Case> cases = new ArrayList<>();
    for (String preset : presets) {
      for (int t : steps) {
        batches.forEach(batch -> cases.add(new Case(preset, t, batch)));
      }
    }
    return cases;
  }

  /** The preset with these steps and this batch. */
  public Configuration configuration() {
    return ConfigurationFile.resolve(
        preset, Optional.empty(), List.of("model.steps=" + steps, "training.batch=" + batch));
  }

  @Override
  public String toString() {
    return "%s, t %d, batch %d".formatted(preset, steps, batch);
  }
}
