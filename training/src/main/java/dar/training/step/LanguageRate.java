package dar.training.step;

import dar.graph.Inputs;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The learning rate of a BERT that is fine-tuned: smaller than that of the rest, and perhaps ever
 * smaller towards the embeddings, which know most that should not be forgotten ("layer-wise decay",
 * Howard and Ruder 2018; Clark et al. 2020).
 *
 * @param share of the main networks' rate that the top layer has
 * @param decay from a layer to the one below it, in (0, 1]; 1 gives all the same
 */
public record LanguageRate(double share, double decay) {
  private static final Pattern LAYER =
      Pattern.compile(Inputs.BERT + "/encoder/layer_([0-9]{1,4})/.*");

  /**
   * What the main rate is multiplied with for a variable.
   *
   * @param layers of the BERT
   */
  double factor(String variable, int layers) {
    if (!variable.startsWith(Inputs.BERT + "/")) {
      return 1;
    }
    Matcher layer = LAYER.matcher(variable);
    int below = layer.matches() ? layers - 1 - Integer.parseInt(layer.group(1)) : layers;
    return share * Math.pow(decay, below);
  }
}
