package dar.training.evaluate;

import com.google.common.collect.ImmutableList;
import dar.graph.file.WholeFile;
import dar.training.data.Dataset;
import dar.training.data.NpyWriter;
import dar.training.data.Split;
import dar.training.missing.MissingRates;
import dar.training.program.Predictor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * The paper's evaluation: one model, missing rates 0.0 to 0.9, several seeds of the masks.
 *
 * @param predictions what the cells of the report rest on, in their order: [N] each, or class
 *     probabilities [N, C] in C order
 */
public record Robustness(RobustnessReport report, ImmutableList<float[]> predictions) {
  /** The rates of Section 4.2. */
  public static final ImmutableList<Double> RATES =
      ImmutableList.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  /** The seed of the masks where one is enough. */
  public static final long SEED = 1111;

  /** The seeds of the masks. */
  public static final ImmutableList<Long> SEEDS = ImmutableList.of(SEED, 1112L, 1113L);

  private static final String REPORT = "robustness.json";
  private static final String PREDICTIONS = "predictions.npy";

  /** What was predicted for a whole split. */
  @FunctionalInterface
  interface Cells {
    float[] at(double rate, long seed);
  }

  /**
   * Evaluates every rate with every seed.
   *
   * @param done is told how many of them are done
   */
  public static Robustness measure(
      Predictor predictor,
      Dataset data,
      Split split,
      List<Double> rates,
      List<Long> seeds,
      IntConsumer done) {
    return measure(predictor, data, split, rates, seeds, UnaryOperator.identity(), done);
  }

  /**
   * The same with another pattern of missing steps.
   *
   * @param pattern makes it of the uniform one at each rate
   */
  public static Robustness measure(
      Predictor predictor,
      Dataset data,
      Split split,
      List<Double> rates,
      List<Long> seeds,
      UnaryOperator<MissingRates> pattern,
      IntConsumer done) {
    AtomicInteger count = new AtomicInteger();
    return of(
        data,
        split,
        rates,
        seeds,
        (rate, seed) -> {
          float[] predictions =
              Predictions.of(
                  predictor, data, split, pattern.apply(MissingRates.uniform(rate)), seed);
          done.accept(count.incrementAndGet());
          return predictions;
        });
  }

  /** Scores predictions at every rate with every seed. */
  static Robustness of(
      Dataset data, Split split, List<Double> rates, List<Long> seeds, Cells predicted) {
    ImmutableList.Builder<RobustnessReport.Cell> cells = ImmutableList.builder();
    ImmutableList.Builder<float[]> predictions = ImmutableList.builder();
    float[] labels = data.labels(split);
    for (double rate : rates) {
      for (long seed : seeds) {
        float[] cell = predicted.at(rate, seed);
        predictions.add(cell);
        cells.add(
            new RobustnessReport.Cell(
                rate, seed, Scores.metrics(data.description(), labels, cell)));
      }
    }
    return new Robustness(
        new RobustnessReport(data.description().name(), split, cells.build()), predictions.build());
  }

  /**
   * Writes {@code robustness.json} and {@code predictions.npy}, float32 [cells, N] or [cells, N,
   * C].
   *
   * @param outputs 1, or C
   */
  public void write(Path run, int outputs) {
    int samples = predictions.get(0).length / outputs;
    long[] shape = outputs == 1 ? new long[] {samples} : new long[] {samples, outputs};
    NpyWriter.whole(run.resolve(PREDICTIONS), predictions, shape);
    WholeFile.write(run.resolve(REPORT), report.json().toPrettyString() + "\n");
  }
}
