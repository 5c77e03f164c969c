package dar.training.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.Modality;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.program.Program;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A model on each combination of modalities, complete, where the others are missing altogether. */
public final class Combinations {
  private Combinations() {}

  /** The sets of modalities that the data have, single ones first: 7 where they have all. */
  static List<List<Modality>> of(Dataset data) {
    List<Modality> had =
        Arrays.stream(Modality.values()).filter(data.description()::includes).toList();
    return IntStream.range(1, 1 << had.size())
        .mapToObj(
            bits ->
                IntStream.range(0, had.size())
                    .filter(i -> (bits >> i & 1) == 1)
                    .mapToObj(had::get)
                    .toList())
        .sorted(Comparator.comparingInt(List::size))
        .toList();
  }

  /** Measures a model on all of them. */
  public static List<Evaluation.Combination> measure(
      Program program, Dataset data, Split split, PassListener listener) {
    List<List<Modality>> sets = of(data);
    List<float[]> predictions =
        Predictions.of(
            program,
            RecentSentences.batches(program, data, split),
            sets.stream().map(Pattern::of).toList(),
            listener.counting(Passes.count(data.size(split), sets.size())));
    return IntStream.range(0, sets.size())
        .mapToObj(i -> score(data, split, sets.get(i), predictions.get(i)))
        .toList();
  }

  static Evaluation.Combination score(
      Dataset data, Split split, List<Modality> present, float[] predictions) {
    return new Evaluation.Combination(
        present, Scores.metrics(data.description(), data.labels(split), predictions));
  }

  /** A list of {@code {"modalities": [...], "metrics": {...}}}. */
  public static ArrayNode json(List<Evaluation.Combination> combinations) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Evaluation.Combination combination : combinations) {
      ObjectNode row = rows.addObject();
      ArrayNode names = row.putArray("modalities");
      combination.modalities().forEach(m -> names.add(m.key()));
      ObjectNode metrics = row.putObject("metrics");
      combination.metrics().forEach((name, value) -> metrics.put(name, JsonNumbers.finite(value)));
    }
    return rows;
  }
}
