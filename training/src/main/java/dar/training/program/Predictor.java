package dar.training.program;

import java.util.Map;
import org.tensorflow.Tensor;

/** What predicts: a program, or a model loaded from an export. */
@FunctionalInterface
public interface Predictor {

  /**
   * The prediction of each sample: [B], or class probabilities [B, C] in C order.
   *
   * @param incomplete tilde U_m of each modality, or tokens in place of those of language, by the
   *     names of {@link dar.graph.input.InputNames}
   */
  float[] predict(Map<String, Tensor> incomplete);
}
