package dar.training.evaluate;

import com.google.common.primitives.Floats;
import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.missing.MissingRates;
import dar.training.program.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.types.TFloat32;

/** What a model predicts for every sample of a split. */
public final class Predictions {
  private static final int BATCH = 64;

  private Predictions() {}

  /**
   * The predictions in the order of the data: [N], or class probabilities [N, C] in C order.
   *
   * @param seed of the evaluation masks
   */
  public static float[] of(
      Predictor predictor, Dataset data, Split split, MissingRates rates, long seed) {
    Batches batches = new Batches(data, split);
    Map<Modality, KeepMask> masks = batches.masks(seed, rates);
    List<float[]> parts = new ArrayList<>();
    for (int[] rows : batches.inOrder(BATCH)) {
      Map<Modality, TFloat32> inputs = batches.incomplete(rows, Batches.rows(masks, rows));
      try {
        parts.add(predictor.predict(inputs));
      } finally {
        inputs.values().forEach(TFloat32::close);
      }
    }
    return Floats.concat(parts.toArray(new float[0][]));
  }
}
