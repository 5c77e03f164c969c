package dar.training.run;

import com.google.common.primitives.Floats;
import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.batch.LanguageFeed;
import dar.training.config.Configuration;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.evaluate.Robustness;
import dar.training.evaluate.Scores;
import dar.training.missing.KeepMask;
import dar.training.missing.MissingRates;
import dar.training.program.HostBatch;
import dar.training.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The validation split after an epoch: losses and metrics, means over the patterns of missing steps
 * that select an epoch, and what decides rates that adapt.
 */
final class Validation {
  private final Dataset data;
  private final Configuration configuration;
  private final Adaptation adaptation;
  private final Batches batches;

  /**
   * @param sentences how language is fed; empty where it is vectors
   */
  Validation(
      Dataset data,
      Configuration configuration,
      Adaptation adaptation,
      Optional<LanguageFeed> sentences) {
    this.data = data;
    this.configuration = configuration;
    this.adaptation = adaptation;
    this.batches = new Batches(data, Split.VALID, sentences);
  }

  /** The masks of language that will be asked for. */
  List<KeepMask> languageMasks() {
    Set<MissingRates> patterns = new LinkedHashSet<>(configuration.missing().validation());
    patterns.addAll(adaptation.patterns().values());
    return patterns.stream()
        .map(rates -> batches.masks(Robustness.SEED, rates).get(Modality.LANGUAGE))
        .toList();
  }

  /** A line of {@code metrics.jsonl}. */
  Map<String, Double> measure(Program program) {
    Map<MissingRates, Map<String, Double>> measured = new HashMap<>();
    Mean mean = new Mean();
    for (MissingRates rates : configuration.missing().validation()) {
      mean.add(measured.computeIfAbsent(rates, r -> measure(program, r)), 1);
    }
    Map<String, Double> line = mean.values();
    adaptation
        .patterns()
        .forEach(
            (name, rates) ->
                line.put(
                    name,
                    measured
                        .computeIfAbsent(rates, r -> measure(program, r))
                        .get(Adaptation.LOSS)));
    return line;
  }

  private Map<String, Double> measure(Program program, MissingRates rates) {
    Map<Modality, KeepMask> masks = batches.masks(Robustness.SEED, rates);
    Mean mean = new Mean();
    List<Float> predictions = new ArrayList<>();
    for (int[] rows : batches.inOrder(configuration.training().batch())) {
      try (HostBatch batch = batches.batch(rows, Batches.rows(masks, rows))) {
        Program.Evaluation evaluation = program.evaluate(batch);
        mean.add(Scores.losses(evaluation.losses()), rows.length);
        predictions.addAll(evaluation.predictions());
      }
    }
    Map<String, Double> values = mean.values();
    values.putAll(
        Scores.metrics(data.description(), data.labels(Split.VALID), Floats.toArray(predictions)));
    return values;
  }
}
