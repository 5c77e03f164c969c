package dar.savedmodel;

import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What whoever loads a model has to know of it and no signature says.
 *
 * @param name of the model, as reports call it
 * @param task what its predictions are
 * @param labelMin the smallest label there can be; 0 for classes
 * @param labelMax the largest label there can be; C - 1 for classes
 * @param shapes T_m and d_m of each modality it was trained on; one that its data lacked is not a
 *     key, and the model's input for it is {@link ModalityShape#ABSENT}
 */
public record ModelDescription(
    String name, Task task, double labelMin, double labelMax, Map<Modality, ModalityShape> shapes) {
  public ModelDescription {
    Map<Modality, ModalityShape> copy = new EnumMap<>(Modality.class);
    copy.putAll(shapes);
    shapes = Collections.unmodifiableMap(copy);
    if (shapes.isEmpty()) {
      throw new BadInputException("modalities: expected at least 1, found none");
    }
    if (!(labelMin < labelMax) || !Double.isFinite(labelMin) || !Double.isFinite(labelMax)) {
      throw new BadInputException(
          "labels: expected a range, found [%s, %s]".formatted(labelMin, labelMax));
    }
  }

  /** The shape of the model's input of a modality, also of one that its data lacked. */
  public ModalityShape input(Modality modality) {
    return shapes.getOrDefault(modality, ModalityShape.ABSENT);
  }
}
