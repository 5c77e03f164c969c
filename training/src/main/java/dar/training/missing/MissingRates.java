package dar.training.missing;

import com.google.common.collect.Maps;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much of each modality is erased (Section 4.2), and in runs of how many steps. The paper uses
 * one rate k for all modalities and independent steps; a rate per modality, whole modalities and
 * blocks go beyond it.
 *
 * @param rates the probability, in [0, 1], that a step is erased; 1 erases the whole modality, and
 *     a modality that is not named loses nothing
 * @param block the number of consecutive steps that are erased or kept together, counted from step
 *     0; 1 makes steps independent
 */
public record MissingRates(Map<Modality, Double> rates, int block) {

  /** Nothing is missing. */
  public static final MissingRates NONE = uniform(0);

  public MissingRates {
    EnumMap<Modality, Double> complete = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      Double rate = rates.getOrDefault(modality, 0.0);
      // Written so that NaN fails too.
      if (rate == null || !(rate >= 0 && rate <= 1)) {
        throw new BadInputException(
            "missing.%s: expected in [0, 1], found %s".formatted(modality.key(), rate));
      }
      complete.put(modality, rate);
    }
    if (block < 1) {
      throw new BadInputException("missing.block: expected at least 1, found " + block);
    }
    rates = Maps.immutableEnumMap(complete);
  }

  /** The paper's setting: every step of every modality is erased independently with rate k. */
  public static MissingRates uniform(double k) {
    return new MissingRates(Modality.each(m -> k), 1);
  }

  /** The same rates in blocks of consecutive steps. */
  public MissingRates inBlocksOf(int steps) {
    return new MissingRates(rates, steps);
  }

  /** The probability that a step of this modality is erased. */
  public double rate(Modality modality) {
    return rates.get(modality);
  }
}
