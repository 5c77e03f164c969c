package dar.training.data;

import com.google.common.collect.Maps;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import java.util.Map;
import java.util.Optional;

/**
 * What a dataset holds, as {@code dataset.json} says it.
 *
 * @param name how reports call it
 * @param task what its labels are
 * @param labelMin the smallest label there can be; 0 for classes
 * @param labelMax the largest label there can be; C - 1 for classes
 * @param modalities T_m and d_m of each modality that is given as vectors; one that the whole set
 *     lacks is not a key, nor is language where it is given as tokens
 * @param tokens of language, where it is given as tokens
 * @param counts N of each split, at least 1
 * @param sourceHash the SHA-256, in hexadecimal, of what it was made from
 */
public record DatasetDescription(
    String name,
    Task task,
    double labelMin,
    double labelMax,
    Map<Modality, ModalityShape> modalities,
    Optional<TokenShape> tokens,
    Map<Split, Integer> counts,
    String sourceHash) {
  public DatasetDescription {
    modalities = Maps.immutableEnumMap(modalities);
    counts = Maps.immutableEnumMap(counts);
    if (modalities.isEmpty() && tokens.isEmpty()) {
      throw new BadInputException("modalities: expected at least 1, found none");
    }
    if (modalities.containsKey(Modality.LANGUAGE) && tokens.isPresent()) {
      throw new BadInputException("language: expected vectors or tokens, found both");
    }
    if (!(labelMin < labelMax) || !Double.isFinite(labelMin) || !Double.isFinite(labelMax)) {
      throw new BadInputException(
          "labels: expected a range, found [%s, %s]".formatted(labelMin, labelMax));
    }
    for (Split split : Split.values()) {
      int count = counts.getOrDefault(split, 0);
      if (count < 1) {
        throw new BadInputException(
            "split %s: expected at least 1 sample, found %s"
                .formatted(split.key(), count == 0 ? "none" : count));
      }
    }
  }

  /** Whether the set has a modality at all, as vectors or as tokens. */
  public boolean includes(Modality modality) {
    return steps(modality) > 0;
  }

  /** T of a modality, as vectors or as tokens; 0 of one that the set lacks. */
  public int steps(Modality modality) {
    if (modalities.containsKey(modality)) {
      return modalities.get(modality).length();
    }
    return modality == Modality.LANGUAGE ? tokens.map(TokenShape::length).orElse(0) : 0;
  }

  /** Whether there can be such a label. Labels are float32, and so are the bounds they meet. */
  public boolean isInRange(float label) {
    return label >= (float) labelMin && label <= (float) labelMax;
  }

  /** Refuses data that a model of this task and these inputs cannot read. */
  public void requireFits(
      Task expectedTask,
      Map<Modality, ModalityShape> expectedModalities,
      Optional<TokenShape> expectedTokens) {
    requireSame("task", words(expectedTask), words(task));
    for (Modality modality : Modality.values()) {
      requireSame(
          modality.key(),
          words(modality, expectedModalities, expectedTokens),
          words(modality, modalities, tokens));
    }
  }

  private void requireSame(String subject, String expected, String found) {
    if (!expected.equals(found)) {
      throw new BadInputException(
          "%s: %s: expected %s as the model was trained on, found %s"
              .formatted(name, subject, expected, found));
    }
  }

  private static String words(Task task) {
    return task instanceof Task.Classification classification
        ? "classification into %d classes".formatted(classification.classes())
        : "regression";
  }

  private static String words(
      Modality modality, Map<Modality, ModalityShape> modalities, Optional<TokenShape> tokens) {
    if (modality == Modality.LANGUAGE && tokens.isPresent()) {
      return "%d tokens of a vocabulary of %d"
          .formatted(tokens.get().length(), tokens.get().vocabulary());
    }
    ModalityShape shape = modalities.get(modality);
    return shape == null
        ? "none"
        : "%d steps of %d features".formatted(shape.length(), shape.width());
  }
}
