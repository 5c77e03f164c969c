package dar.training.batch;

import dar.training.data.Split;
import dar.training.missing.KeepMask;
import java.util.Map;
import org.tensorflow.Tensor;

/** How the sentences of a batch reach the model: as tokens, or read beforehand. */
public interface LanguageFeed {

  /**
   * What training is fed: the complete sentences, and what is erased.
   *
   * @param keep of these rows, [B, T]
   * @return by the names of {@link dar.graph.input.InputNames}, to be closed
   */
  Map<String, Tensor> complete(Split split, int[] rows, KeepMask keep);

  /**
   * Whether the model reads sentences itself, so that padding in a batch costs as much as words.
   */
  boolean isReadByModel();

  /** What a model that predicts is fed: sentences with tokens erased. */
  Map<String, Tensor> incomplete(Split split, int[] rows, KeepMask keep);
}
