package dar.training.run;

import com.google.common.collect.ImmutableList;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.training.config.Configuration;
import dar.training.missing.AdaptiveRates;
import dar.training.missing.MissingRates;
import dar.training.missing.RateLaw;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How rates follow the validation split: what is measured after an epoch, and what it says of the
 * next.
 *
 * @param missing what the user set
 * @param modalities those whose rates adapt; often none
 * @param constant the loss of the best constant prediction
 */
record Adaptation(
    Configuration.Missing missing, ImmutableList<Modality> modalities, double constant) {
  /** What is measured: the task loss. */
  static final String LOSS = "loss_prediction";

  /** What is erased, by the name that its loss has in {@code metrics.jsonl}. */
  Map<String, MissingRates> patterns() {
    Map<String, MissingRates> patterns = new LinkedHashMap<>();
    for (Modality m : modalities) {
      for (double rate : AdaptiveRates.MEASURED) {
        patterns.put(name(m, rate), new MissingRates(Map.of(m, rate), missing.block()));
      }
    }
    return patterns;
  }

  /** At rate 0 nothing is erased, whatever the modality. */
  private static String name(Modality modality, double rate) {
    return rate > 0 ? "%s_%s_%s".formatted(LOSS, modality.key(), rate) : LOSS + "_" + rate;
  }

  /**
   * The laws of the epoch after the one that a line is of.
   *
   * @param line losses of the validation split, as {@link #patterns} names them
   */
  Map<Modality, RateLaw> laws(Map<String, Double> line) {
    Map<Modality, RateLaw> first = missing.laws();
    return Modality.each(
        m -> modalities.contains(m) ? AdaptiveRates.of(losses(m, line), constant) : first.get(m));
  }

  private static List<Double> losses(Modality modality, Map<String, Double> line) {
    return AdaptiveRates.MEASURED.stream()
        .map(
            rate -> {
              Double loss = line.get(name(modality, rate));
              if (loss == null) {
                throw new BadInputException(
                    "metrics.jsonl: expected %s of the last epoch, found none"
                        .formatted(name(modality, rate)));
              }
              return loss;
            })
        .toList();
  }
}
