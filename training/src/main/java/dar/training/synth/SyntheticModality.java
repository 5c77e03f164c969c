package dar.training.synth;

import dar.graph.input.BadInputException;
import dar.graph.input.ModalityShape;

/**
 * One modality of {@link Synthetic} as vectors, made by {@link Mixture}.
 *
 * @param shape T and d
 * @param specificWidth the width of its own factor s_m
 * @param specificScale how much larger it shows its own factor than the common one
 * @param viewNoise rho, the deviation of what the modality sees of the common factor from it
 * @param stepNoise sigma, the deviation of the noise that is left of a full sequence's mean
 */
public record SyntheticModality(
    ModalityShape shape,
    int specificWidth,
    double specificScale,
    double viewNoise,
    double stepNoise) {
  public SyntheticModality {
    if (specificWidth < 1) {
      throw new BadInputException(
          "specificWidth: expected at least 1, found %d".formatted(specificWidth));
    }
    if (!(specificScale >= 0)) {
      throw new BadInputException("specificScale: expected at least 0, found " + specificScale);
    }
    if (!(viewNoise >= 0) || !(stepNoise >= 0)) {
      throw new BadInputException(
          "noise: expected at least 0, found view %s and step %s".formatted(viewNoise, stepNoise));
    }
  }
}
