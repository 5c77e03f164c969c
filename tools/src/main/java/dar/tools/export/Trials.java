package dar.tools.export;

import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Robustness;
import dar.training.missing.KeepMask;
import dar.training.missing.MissingRates;
import dar.training.program.HostBatch;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Samples of the test split to try a model with, the first of them, and again from the start where
 * there are too few.
 */
public final class Trials {
  private Trials() {}

  /**
   * Inputs of a prediction.
   *
   * @param rate the share of steps that are erased
   * @return [count, ...] each, to be closed
   */
  public static HostBatch of(Dataset data, int count, double rate) {
    Batches batches = new Batches(data, Split.TEST);
    int[] rows = IntStream.range(0, count).map(i -> i % batches.samples()).toArray();
    Map<Modality, KeepMask> masks = batches.masks(Robustness.SEED, MissingRates.uniform(rate));
    return batches.incomplete(rows, Batches.rows(masks, rows));
  }
}
