package dar.graph.input;

import java.util.Collections;
import java.util.List;

/**
 * The constants that standardise the features of one modality.
 *
 * @param mean of each feature over the train split's real steps
 * @param deviation standard deviation of each, positive
 */
public record FeatureScale(List<Float> mean, List<Float> deviation) {
  public FeatureScale {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /** Leaves features as they are. */
  public static FeatureScale identity(int width) {
    return new FeatureScale(Collections.nCopies(width, 0f), Collections.nCopies(width, 1f));
  }
}
