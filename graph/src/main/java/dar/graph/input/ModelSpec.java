package dar.graph.input;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is made from.
 *
 * @param shapes of each modality; one that the data lacks is {@link ModalityShape#ABSENT}. Where a
 *     BERT reads sentences, that of language is [tokens, BERT's width]
 * @param scales what its inputs are standardised with at first
 * @param language the BERT, where language comes as tokens
 */
public record ModelSpec(
    Map<Modality, ModalityShape> shapes,
    Map<Modality, FeatureScale> scales,
    Task task,
    Hyperparameters hyperparameters,
    Optional<LanguageModel> language) {

  public ModelSpec {
    Map<Modality, ModalityShape> known = shapes;
    Map<Modality, FeatureScale> given = scales;
    shapes = Modality.each(m -> known.getOrDefault(m, ModalityShape.ABSENT));
    Map<Modality, ModalityShape> all = shapes;
    scales = Modality.each(m -> given.getOrDefault(m, FeatureScale.identity(all.get(m).width())));
  }

  /** A model of vectors, whose scales stay the identity until a checkpoint is restored. */
  public ModelSpec(
      Map<Modality, ModalityShape> shapes, Task task, Hyperparameters hyperparameters) {
    this(shapes, Map.of(), task, hyperparameters, Optional.empty());
  }

  /** Whether training moves the variables that read sentences. */
  public boolean isLanguageFineTuned() {
    return language.isPresent() && language.get().fineTuned();
  }

  /** The same model with other scales. */
  public ModelSpec withScales(Map<Modality, FeatureScale> others) {
    return new ModelSpec(shapes, others, task, hyperparameters, language);
  }

  /**
   * The same model with a BERT that reads its language.
   *
   * @param tokens T, the length of its sentences
   */
  public ModelSpec reading(LanguageModel model, int tokens) {
    Map<Modality, ModalityShape> read = new EnumMap<>(shapes);
    read.put(Modality.LANGUAGE, new ModalityShape(tokens, model.bert().width()));
    return new ModelSpec(read, Map.of(), task, hyperparameters, Optional.of(model));
  }
}
