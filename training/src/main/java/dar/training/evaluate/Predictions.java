package dar.training.evaluate;

import com.google.common.primitives.Floats;
import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.missing.MissingRates;
import dar.training.program.HostBatch;
import dar.training.program.Predictor;
import java.util.Arrays;
import java.util.Map;

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
    float[][] parts = new float[batches.samples()][];
    for (int[] rows : batches.byLength(BATCH)) {
      try (HostBatch batch = batches.incomplete(rows, Batches.rows(masks, rows))) {
        float[] predicted = predictor.predict(batch.inputs());
        int width = predicted.length / rows.length;
        for (int i = 0; i < rows.length; i++) {
          parts[rows[i]] = Arrays.copyOfRange(predicted, i * width, (i + 1) * width);
        }
      }
    }
    return Floats.concat(parts);
  }
}
