package dar.training.synth;

import dar.graph.input.BadInputException;
import dar.graph.input.ModalityShape;

/**
 * One modality of {@link Synthetic}.
 *
 * @param shape T and d
 * @param viewNoise rho, the deviation of what the modality sees of the common factor from it
 * @param stepNoise sigma, the deviation of the noise that is left of a full sequence's mean
 */
public record SyntheticModality(ModalityShape shape, double viewNoise, double stepNoise) {
  public SyntheticModality {
    if (!(viewNoise >= 0) || !(stepNoise >= 0)) {
      throw new BadInputException(
          "noise: expected at least 0, found view %s and step %s".formatted(viewNoise, stepNoise));
    }
  }
}
