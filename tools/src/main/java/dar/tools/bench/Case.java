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
 * @param precision of the products of linear maps and of wide convolutions in an update, float32 or
 *     bf16
 * @param steps t
 * @param batch B
 */
public record Case(String preset, String precision, int steps, int batch) {

  /** All combinations. */
  public static List<Case> of(
      List<String> presets, String precision, List<Integer> steps, List<Integer> batches) {
    List<Case> cases = new ArrayList<>();
    for (String preset : presets) {
      for (int t : steps) {
        batches.forEach(batch -> cases.add(new Case(preset, precision, t, batch)));
      }
    }
    return cases;
  }

  /** The preset with this precision, these steps and this batch. */
  public Configuration configuration() {
    return ConfigurationFile.resolve(
        preset,
        Optional.empty(),
        List.of(
            "training.precision=" + precision, "model.steps=" + steps, "training.batch=" + batch));
  }

  boolean isOf(String preset, int steps, int batch) {
    return this.preset.equals(preset) && this.steps == steps && this.batch == batch;
  }

  @Override
  public String toString() {
    return "%s, %s, t %d, batch %d".formatted(preset, precision, steps, batch);
  }
}
