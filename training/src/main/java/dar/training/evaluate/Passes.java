package dar.training.evaluate;

import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.missing.KeepMask;
import dar.training.program.HostBatch;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Tensor;

/**
 * Has a model look at every sample of a split under several patterns. A batch is gone through under
 * all of them before the next, so that a {@link RecentSentences} reads what they share once.
 */
public final class Passes {
  private static final int BATCH = 64;

  private Passes() {}

  /**
   * Takes what a model answers.
   *
   * @param <R> the answer for one batch
   */
  @FunctionalInterface
  public interface Taker<R> {

    /**
     * An answer; those under the first pattern come first in each batch.
     *
     * @param pattern its place in the list of patterns
     * @param rows the samples of the batch
     */
    void take(int pattern, int[] rows, R answer);
  }

  /**
   * Runs them.
   *
   * @param model what is asked, as in {@code program::represent}
   * @param done is told of every batch under every pattern
   */
  public static <R> void run(
      Batches batches,
      List<Pattern> patterns,
      Function<Map<String, Tensor>, R> model,
      Taker<R> taker,
      Runnable done) {
    List<Map<Modality, KeepMask>> masks =
        patterns.stream().map(pattern -> batches.masks(pattern.seed(), pattern.rates())).toList();
    for (int[] rows : batches.byLength(BATCH)) {
      for (int pattern = 0; pattern < patterns.size(); pattern++) {
        try (HostBatch batch = batches.incomplete(rows, Batches.rows(masks.get(pattern), rows))) {
          taker.take(pattern, rows, model.apply(batch.inputs()));
        }
        done.run();
      }
    }
  }

  /** How often {@code done} is told. */
  static int count(int samples, int patterns) {
    return (samples + BATCH - 1) / BATCH * patterns;
  }
}
