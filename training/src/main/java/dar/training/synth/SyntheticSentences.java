package dar.training.synth;

import dar.graph.input.BadInputException;
import dar.graph.input.TokenShape;
import dar.training.pretrained.MiniLm;

/**
 * Language of {@link Synthetic} as sentences, made by {@link Reviews}.
 *
 * @param tokens T, with [CLS], [SEP] and padding
 * @param specificWidth the width of its own factor s_l
 * @param viewNoise rho, the deviation of what is said of a factor from it
 */
public record SyntheticSentences(int tokens, int specificWidth, double viewNoise) {
  public SyntheticSentences {
    new TokenShape(tokens, MiniLm.VOCABULARY); // checks the length
    Reviews.requireWords("specificWidth", specificWidth, Reviews.MOST_SPECIFIC);
    if (!(viewNoise >= 0)) {
      throw new BadInputException("viewNoise: expected at least 0, found " + viewNoise);
    }
  }
}
