package dar.training.evaluate;

import com.google.common.collect.Maps;
import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.program.Program;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a model decouples what modalities share from what each has alone (Section 3.4): where a
 * {@link LinearProbe} finds the known factors of a synthetic set.
 *
 * @param modalities those that have a factor of their own
 */
public record Decoupling(Map<Modality, Row> modalities) {
  /**
   * R2 on the test split, fitted on the train split, with nothing erased. Features are means over
   * steps.
   *
   * @param commonInCommon of the common factor, from H^com
   * @param commonInSpecific of the common factor, from H^spec
   * @param ownInCommon of the modality's own factor, from H^com
   * @param ownInSpecific of the modality's own factor, from H^spec
   */
  public record Row(
      double commonInCommon, double commonInSpecific, double ownInCommon, double ownInSpecific) {

    /** Whether each factor is found better where it belongs. */
    public boolean isDecoupled() {
      return commonInCommon > commonInSpecific && ownInSpecific > ownInCommon;
    }
  }

  public Decoupling {
    modalities = Maps.immutableEnumMap(modalities);
  }

  /** Measures a model; nothing where the factors of the set are not known. */
  public static Optional<Decoupling> measure(Program program, Dataset data) {
    if (data.factors(Split.TRAIN, Dataset.COMMON).isEmpty()) {
      return Optional.empty();
    }
    EmbeddedSamples train = embedded(program, data, Split.TRAIN);
    EmbeddedSamples test = embedded(program, data, Split.TEST);
    Map<Modality, Row> rows = new EnumMap<>(Modality.class);
    for (Modality m : Modality.values()) {
      if (data.factors(Split.TRAIN, m.key()).isPresent()) {
        Score score =
            (kind, factor) ->
                LinearProbe.fit(
                        train.features().get(m).get(kind), factors(data, Split.TRAIN, factor))
                    .score(test.features().get(m).get(kind), factors(data, Split.TEST, factor));
        rows.put(
            m,
            new Row(
                score.of(Kind.COMMON, Dataset.COMMON),
                score.of(Kind.SPECIFIC, Dataset.COMMON),
                score.of(Kind.COMMON, m.key()),
                score.of(Kind.SPECIFIC, m.key())));
      }
    }
    return Optional.of(new Decoupling(rows));
  }

  /** R2 of a factor from the features of a kind. */
  @FunctionalInterface
  private interface Score {
    double of(Kind kind, String factor);
  }

  private static double[][] factors(Dataset data, Split split, String name) {
    float[][] factors = data.factors(split, name).orElseThrow();
    double[][] copy = new double[factors.length][factors[0].length];
    for (int row = 0; row < copy.length; row++) {
      for (int j = 0; j < copy[row].length; j++) {
        copy[row][j] = factors[row][j];
      }
    }
    return copy;
  }

  /** All samples of a split, complete. */
  private static EmbeddedSamples embedded(Program program, Dataset data, Split split) {
    EmbeddedSamples embedded = EmbeddedSamples.firstOf(data, split, data.size(split));
    Passes.run(
        new Batches(data, split),
        List.of(Pattern.uniform(0, Robustness.SEED)),
        program::represent,
        (pattern, rows, features) -> embedded.put(rows, features),
        () -> {});
    return embedded;
  }
}
