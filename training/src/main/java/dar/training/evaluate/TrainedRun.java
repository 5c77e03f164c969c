package dar.training.evaluate;

import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is measured of a model once it is trained, in as few passes as possible.
 *
 * @param robustness on the test split, with all seeds
 * @param reconstruction of the same samples, with the first seed
 * @param embedded samples of the test split, complete
 */
public record TrainedRun(
    Robustness robustness,
    Evaluation evaluation,
    SampleErrors reconstruction,
    EmbeddedSamples embedded) {

  /** It serves everything but the robustness on test alone. */
  private static final long SEED = Robustness.SEED;

  /** Measures a model. */
  public static TrainedRun measure(Program program, Dataset data, PassListener listener) {
    List<Double> rates = Robustness.RATES;
    TestSplit test = new TestSplit(data, SEED);
    List<Long> others = Robustness.SEEDS.stream().filter(seed -> seed != SEED).toList();
    Runnable done =
        listener.counting(
            Passes.count(
                    data.size(Split.TEST), test.patterns().size() + rates.size() * others.size())
                + Passes.count(data.size(Split.VALID), rates.size()));
    Batches batches = RecentSentences.batches(program, data, Split.TEST);
    Passes.run(batches, test.patterns(), program::represent, test, done);
    Map<Long, List<float[]>> bySeed = new HashMap<>();
    bySeed.put(SEED, rates.stream().map(test::predictions).toList());
    for (long seed : others) {
      bySeed.put(seed, Predictions.of(program, batches, uniform(rates, seed), done));
    }
    Robustness robustness = of(data, Split.TEST, Robustness.SEEDS, bySeed);
    Batches validation = RecentSentences.batches(program, data, Split.VALID);
    bySeed.put(SEED, Predictions.of(program, validation, uniform(rates, SEED), done));
    Robustness valid = of(data, Split.VALID, List.of(SEED), bySeed);
    return new TrainedRun(
        robustness, test.evaluation(valid.report()), test.reconstruction(), test.embedded());
  }

  private static List<Pattern> uniform(List<Double> rates, long seed) {
    return rates.stream().map(rate -> Pattern.uniform(rate, seed)).toList();
  }

  private static Robustness of(
      Dataset data, Split split, List<Long> seeds, Map<Long, List<float[]>> bySeed) {
    List<Double> rates = Robustness.RATES;
    return Robustness.of(
        data, split, rates, seeds, (rate, seed) -> bySeed.get(seed).get(rates.indexOf(rate)));
  }
}
