package dar.training.evaluate;

import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.MissingRates;
import dar.training.program.Predictor;
import java.util.List;
import java.util.stream.Stream;

/** What a model predicts for every sample of a split. */
public final class Predictions {
  private Predictions() {}

  /**
   * The predictions in the order of the data: [N], or class probabilities [N, C] in C order.
   *
   * @param seed of the evaluation masks
   */
  public static float[] of(
      Predictor predictor, Dataset data, Split split, MissingRates rates, long seed) {
    List<Pattern> patterns = List.of(new Pattern(rates, seed));
    return of(predictor, new Batches(data, split), patterns, () -> {}).get(0);
  }

  /**
   * The same under several patterns.
   *
   * @param done is told of every batch under every pattern
   */
  static List<float[]> of(
      Predictor predictor, Batches batches, List<Pattern> patterns, Runnable done) {
    List<InOrder> all =
        Stream.generate(() -> new InOrder(batches.samples())).limit(patterns.size()).toList();
    Passes.run(
        batches,
        patterns,
        predictor::predict,
        (pattern, rows, predicted) -> all.get(pattern).put(rows, predicted),
        done);
    return all.stream().map(InOrder::all).toList();
  }
}
