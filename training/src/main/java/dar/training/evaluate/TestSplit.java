package dar.training.evaluate;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Floats;
import dar.graph.input.Modality;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.program.Program;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What reports need of the test split, gathered in one pass over it: under each rate of {@link
 * Robustness#RATES} and under each combination of modalities.
 */
final class TestSplit implements Passes.Taker<Map<String, Program.Feature>> {
  private static final Set<Double> CONFUSED = Set.of(0.0, 0.5, 0.9);
  private static final double HISTOGRAM = 0.5;

  /** TensorBoard's projector shows so many samples well. */
  private static final int EMBEDDED = 500;

  private final Dataset data;
  private final ImmutableList<Double> rates = Robustness.RATES;
  private final List<List<Modality>> combinations;
  private final List<Pattern> patterns;
  private final List<InOrder> predictions;
  private final Map<Modality, ReconstructionError> aligned;
  private final Map<Modality, Map<Kind, ReconstructionError>> features;
  private final List<Map<Modality, Map<Kind, UnitHistogram>>> gates;
  private final EmbeddedSamples embedded;

  TestSplit(Dataset data, long seed) {
    this.data = data;
    combinations = Combinations.of(data);
    // Combinations next to the complete input, because they share its sentences.
    patterns =
        Stream.of(
                Stream.of(Pattern.uniform(rates.get(0), seed)),
                combinations.stream().map(Pattern::of),
                rates.stream().skip(1).map(rate -> Pattern.uniform(rate, seed)))
            .flatMap(some -> some)
            .toList();
    int samples = data.size(Split.TEST);
    predictions = patterns.stream().map(pattern -> new InOrder(samples)).toList();
    aligned = Modality.each(m -> new ReconstructionError(rates.size(), samples));
    features =
        Modality.each(m -> Kind.each(kind -> new ReconstructionError(rates.size(), samples)));
    gates =
        rates.stream()
            .map(rate -> Modality.each(m -> Kind.each(kind -> new UnitHistogram())))
            .toList();
    embedded = EmbeddedSamples.firstOf(data, Split.TEST, EMBEDDED);
  }

  List<Pattern> patterns() {
    return patterns;
  }

  @Override
  public void take(int pattern, int[] rows, Map<String, Program.Feature> answer) {
    predictions.get(pattern).put(rows, floats(answer.get("prediction")));
    if (pattern == 0) {
      complete(rows, answer);
      incomplete(0, rows, answer);
    } else if (pattern > combinations.size()) {
      incomplete(pattern - combinations.size(), rows, answer);
    }
  }

  private void complete(int[] rows, Map<String, Program.Feature> answer) {
    embedded.put(rows, answer);
    aligned.forEach(
        (m, error) -> error.complete(floats(answer.get(m.key() + "_aligned")), rows.length));
    features.forEach(
        (m, kinds) ->
            kinds.forEach(
                (kind, error) -> error.complete(floats(answer.get(kind.of(m, ""))), rows.length)));
  }

  private void incomplete(int rate, int[] rows, Map<String, Program.Feature> answer) {
    aligned.forEach(
        (m, error) ->
            error.rebuilt(rate, rows, floats(answer.get(m.key() + "_aligned_reconstructed"))));
    features.forEach(
        (m, kinds) ->
            kinds.forEach(
                (kind, error) ->
                    error.rebuilt(rate, rows, floats(answer.get(kind.of(m, "_reconstructed"))))));
    gates
        .get(rate)
        .forEach(
            (m, kinds) ->
                kinds.forEach((kind, all) -> all.add(floats(answer.get(kind.of(m, "_gate"))))));
  }

  private static float[] floats(Program.Feature feature) {
    return Floats.toArray(feature.values());
  }

  /** What was predicted at a rate. */
  float[] predictions(double rate) {
    int at = rates.indexOf(rate);
    return predictions.get(at == 0 ? 0 : combinations.size() + at).all();
  }

  Evaluation evaluation(RobustnessReport valid) {
    return new Evaluation(
        valid,
        IntStream.range(0, rates.size()).mapToObj(this::reconstruction).toList(),
        IntStream.range(0, combinations.size()).mapToObj(this::combination).toList(),
        rates.stream().filter(CONFUSED::contains).map(this::confusion).toList(),
        IntStream.range(0, rates.size()).mapToObj(this::gates).toList(),
        Modality.each(
            m -> Kind.each(kind -> gates.get(rates.indexOf(HISTOGRAM)).get(m).get(kind).counts())),
        embedded.onPlane());
  }

  SampleErrors reconstruction() {
    return SampleErrors.of(aligned.values(), rates.size());
  }

  EmbeddedSamples embedded() {
    return embedded;
  }

  private Evaluation.Reconstruction reconstruction(int rate) {
    return new Evaluation.Reconstruction(
        rates.get(rate),
        Modality.each(
            m ->
                new Evaluation.Errors(
                    aligned.get(m).at(rate),
                    features.get(m).get(Kind.COMMON).at(rate),
                    features.get(m).get(Kind.SPECIFIC).at(rate))));
  }

  private Evaluation.Combination combination(int at) {
    return Combinations.score(
        data, Split.TEST, combinations.get(at), predictions.get(1 + at).all());
  }

  private Confusion confusion(double rate) {
    return Confusion.of(rate, data.description(), data.labels(Split.TEST), predictions(rate));
  }

  private Evaluation.Gates gates(int rate) {
    return new Evaluation.Gates(
        rates.get(rate),
        Modality.each(m -> Kind.each(kind -> gates.get(rate).get(m).get(kind).meanAndDeviation())));
  }
}
