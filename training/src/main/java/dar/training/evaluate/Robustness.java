package dar.training.evaluate;

import com.google.common.collect.ImmutableList;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.MissingRates;
import dar.training.program.Predictor;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** The paper's evaluation: one model, missing rates 0.0 to 0.9, several seeds of the masks. */
public final class Robustness {
  /** The rates of Section 4.2. */
  public static final ImmutableList<Double> RATES =
      ImmutableList.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

  /** The seeds of the masks. */
  public static final ImmutableList<Long> SEEDS = ImmutableList.of(1111L, 1112L, 1113L);

  private Robustness() {}

  /**
   * Evaluates every rate with every seed.
   *
   * @param done is told how many of them are done
   */
  public static RobustnessReport measure(
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
  public static RobustnessReport measure(
      Predictor predictor,
      Dataset data,
      Split split,
      List<Double> rates,
      List<Long> seeds,
      UnaryOperator<MissingRates> pattern,
      IntConsumer done) {
    ImmutableList.Builder<RobustnessReport.Cell> cells = ImmutableList.builder();
    float[] labels = data.labels(split);
    int count = 0;
    for (double rate : rates) {
      for (long seed : seeds) {
        float[] predictions =
            Predictions.of(predictor, data, split, pattern.apply(MissingRates.uniform(rate)), seed);
        cells.add(
            new RobustnessReport.Cell(
                rate, seed, Scores.metrics(data.description(), labels, predictions)));
        done.accept(++count);
      }
    }
    return new RobustnessReport(data.description().name(), split, cells.build());
  }
}
