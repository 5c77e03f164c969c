package dar.training.evaluate;

import dar.graph.input.Modality;
import dar.training.missing.MissingRates;
import java.util.Collection;

/**
 * What is missing of a split.
 *
 * @param seed of the evaluation masks
 */
public record Pattern(MissingRates rates, long seed) {

  /** The paper's: each step of each modality is missing at this rate. */
  static Pattern uniform(double rate, long seed) {
    return new Pattern(MissingRates.uniform(rate), seed);
  }

  /** These modalities are complete and the others missing altogether: nothing is left to chance. */
  static Pattern of(Collection<Modality> present) {
    return new Pattern(
        new MissingRates(Modality.each(m -> present.contains(m) ? 0.0 : 1.0), 1), Robustness.SEED);
  }
}
