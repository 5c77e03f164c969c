package dar.savedmodel;

import com.google.common.collect.Maps;
import dar.graph.input.BadInputException;
import dar.graph.input.InputNames;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What whoever loads a model has to know of it and no signature says.
 *
 * @param name of the model, as reports call it
 * @param task what its predictions are
 * @param labelMin the smallest label there can be; 0 for classes
 * @param labelMax the largest label there can be; C - 1 for classes
 * @param shapes T_m and d_m of each modality it was trained on; one that its data lacked is not a
 *     key, and the model's input for it is {@link ModalityShape#ABSENT}
 * @param tokens length and vocabulary of its sentences; empty where language is vectors. Then
 *     language is not a key of {@code shapes}
 * @param steps t, to which modalities are aligned; empty where an earlier version exported it
 */
public record ModelDescription(
    String name,
    Task task,
    double labelMin,
    double labelMax,
    Map<Modality, ModalityShape> shapes,
    Optional<TokenShape> tokens,
    OptionalInt steps) {
  public ModelDescription {
    shapes = Maps.immutableEnumMap(shapes);
    if (shapes.isEmpty() && tokens.isEmpty()) {
      throw new BadInputException("modalities: expected at least 1, found none");
    }
    if (steps.isPresent() && steps.getAsInt() < 1) {
      throw new BadInputException(
          "steps: expected at least 1, found %d".formatted(steps.getAsInt()));
    }
    if (!(labelMin < labelMax) || !Double.isFinite(labelMin) || !Double.isFinite(labelMax)) {
      throw new BadInputException(
          "labels: expected a range, found [%s, %s]".formatted(labelMin, labelMax));
    }
  }

  /** b: labels lie in [-b, b], as the metrics of intensities have it. */
  double labelBound() {
    return Math.max(Math.abs(labelMin), Math.abs(labelMax));
  }

  /**
   * The scores that {@code classify} gives ({@link Answers}).
   *
   * @param predictions intensities [B], or class probabilities [B, C]
   * @return [B, C] in C order, the classes negative and positive in the first case
   */
  public float[] scores(float[] predictions) {
    if (task instanceof Task.Classification) {
      return predictions.clone();
    }
    float[] scores = new float[2 * predictions.length];
    for (int i = 0; i < predictions.length; i++) {
      double place = Math.max(-1, Math.min(1, predictions[i] / labelBound()));
      scores[2 * i] = (float) ((1 - place) / 2);
      scores[2 * i + 1] = (float) ((1 + place) / 2);
    }
    return scores;
  }

  /** What a prediction is told to be one of: negative or positive, or the number of a class. */
  List<String> classes() {
    if (task instanceof Task.Classification classification) {
      return IntStream.range(0, classification.classes()).mapToObj(Integer::toString).toList();
    }
    return List.of("negative", "positive");
  }

  /**
   * The inputs of a prediction by name, with the sizes of each but the batch; also those of a
   * modality that the data lacked.
   */
  Map<String, List<Long>> inputs() {
    Map<String, List<Long>> inputs = new LinkedHashMap<>();
    for (Modality m : Modality.values()) {
      if (m == Modality.LANGUAGE && tokens.isPresent()) {
        List<Long> size = List.of((long) tokens.get().length());
        inputs.put(InputNames.LANGUAGE_IDS, size);
        inputs.put(InputNames.LANGUAGE_MASK, size);
      } else {
        ModalityShape shape = shapes.getOrDefault(m, ModalityShape.ABSENT);
        inputs.put(m.key(), List.of((long) shape.length(), (long) shape.width()));
      }
    }
    return inputs;
  }
}
