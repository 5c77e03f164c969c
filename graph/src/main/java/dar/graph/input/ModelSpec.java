package dar.graph.input;

import java.util.Map;

/**
 * What a model is made from.
 *
 * @param shapes of each modality; one that the data lacks is {@link ModalityShape#ABSENT}
 * @param scales what its inputs are standardised with at first
 */
public record ModelSpec(
    Map<Modality, ModalityShape> shapes,
    Map<Modality, FeatureScale> scales,
    Task task,
    Hyperparameters hyperparameters) {

  public ModelSpec {
    Map<Modality, ModalityShape> known = shapes;
    Map<Modality, FeatureScale> given = scales;
    shapes = Modality.each(m -> known.getOrDefault(m, ModalityShape.ABSENT));
    Map<Modality, ModalityShape> all = shapes;
    scales = Modality.each(m -> given.getOrDefault(m, FeatureScale.identity(all.get(m).width())));
  }

  /** A model whose scales stay the identity until a checkpoint is restored. */
  public ModelSpec(
      Map<Modality, ModalityShape> shapes, Task task, Hyperparameters hyperparameters) {
    this(shapes, Map.of(), task, hyperparameters);
  }
}
