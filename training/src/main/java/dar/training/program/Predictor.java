package dar.training.program;

import dar.graph.input.Modality;
import java.util.Map;
import org.tensorflow.types.TFloat32;

/** What predicts: a program, or a model loaded from an export. */
@FunctionalInterface
public interface Predictor {

  /**
   * The prediction of each sample from tilde U_m: [B], or class probabilities [B, C] in C order.
   */
  float[] predict(Map<Modality, TFloat32> incomplete);
}
