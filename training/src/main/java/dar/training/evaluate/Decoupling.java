package dar.training.evaluate;

import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.missing.KeepMask;
import dar.training.missing.MissingRates;
import dar.training.program.HostBatch;
import dar.training.program.Program;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
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
  private static final int BATCH = 64;
  private static final String SHARED = "common";
  private static final String OWN = "specific";

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
    EnumMap<Modality, Row> ordered = new EnumMap<>(Modality.class);
    ordered.putAll(modalities);
    modalities = Collections.unmodifiableMap(ordered);
  }

  /** Measures a model; nothing where the factors of the set are not known. */
  public static Optional<Decoupling> measure(Program program, Dataset data) {
    if (data.factors(Split.TRAIN, Dataset.COMMON).isEmpty()) {
      return Optional.empty();
    }
    Map<String, double[][]> train = means(program, data, Split.TRAIN);
    Map<String, double[][]> test = means(program, data, Split.TEST);
    Map<Modality, Row> rows = new EnumMap<>(Modality.class);
    for (Modality m : Modality.values()) {
      if (data.factors(Split.TRAIN, m.key()).isPresent()) {
        String shared = m.key() + "_" + SHARED;
        String own = m.key() + "_" + OWN;
        Score score =
            (feature, factor) ->
                LinearProbe.fit(train.get(feature), factors(data, Split.TRAIN, factor))
                    .score(test.get(feature), factors(data, Split.TEST, factor));
        rows.put(
            m,
            new Row(
                score.of(shared, Dataset.COMMON),
                score.of(own, Dataset.COMMON),
                score.of(shared, m.key()),
                score.of(own, m.key())));
      }
    }
    return Optional.of(new Decoupling(rows));
  }

  /** R2 of a factor from a feature. */
  @FunctionalInterface
  private interface Score {
    double of(String feature, String factor);
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

  /** By the feature's public name, [N, d]: the mean over its steps. */
  private static Map<String, double[][]> means(Program program, Dataset data, Split split) {
    Batches batches = new Batches(data, split);
    Map<Modality, KeepMask> masks = batches.masks(0, MissingRates.NONE);
    Map<String, double[][]> means = new HashMap<>();
    for (int[] rows : batches.byLength(BATCH)) {
      Map<String, Program.Feature> features;
      try (HostBatch batch = batches.incomplete(rows, Batches.rows(masks, rows))) {
        features = program.represent(batch.inputs());
      }
      for (Modality m : Modality.values()) {
        for (String kind : List.of(SHARED, OWN)) {
          String name = m.key() + "_" + kind;
          double[][] all = means.computeIfAbsent(name, n -> new double[batches.samples()][]);
          double[][] some = StepMeans.of(features.get(name));
          for (int i = 0; i < rows.length; i++) {
            all[rows[i]] = some[i];
          }
        }
      }
    }
    return means;
  }
}
