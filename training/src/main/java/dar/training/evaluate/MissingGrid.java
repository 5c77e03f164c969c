package dar.training.evaluate;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dar.graph.input.Modality;
import dar.training.batch.Batches;
import dar.training.data.Dataset;
import dar.training.data.Split;
import dar.training.metric.MeanAndDeviation;
import dar.training.missing.MissingRates;
import dar.training.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model where each modality is missing at a rate of its own: all combinations of some rates. */
public record MissingGrid(ImmutableList<Row> rows) {

  /**
   * One combination.
   *
   * @param metrics mean and deviation over the seeds of the masks
   */
  public record Row(Map<Modality, Double> rates, Map<String, MeanAndDeviation> metrics) {}

  /** Measures it, language outermost; a modality that the data lack keeps the rate 0. */
  public static MissingGrid measure(
      Program program,
      Dataset data,
      Split split,
      List<Double> rates,
      List<Long> seeds,
      PassListener listener) {
    Map<Modality, List<Double>> each =
        Modality.each(m -> data.description().includes(m) ? rates : List.of(0.0));
    int cells =
        each.values().stream().mapToInt(List::size).reduce(seeds.size(), Math::multiplyExact);
    Runnable done = listener.counting(Passes.count(data.size(split), cells));
    Batches batches = RecentSentences.batches(program, data, split);
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (double language : each.get(Modality.LANGUAGE)) { // those of a group share sentences
      List<MissingRates> group = new ArrayList<>();
      for (double visual : each.get(Modality.VISUAL)) {
        for (double acoustic : each.get(Modality.ACOUSTIC)) {
          group.add(
              new MissingRates(
                  Map.of(
                      Modality.LANGUAGE, language,
                      Modality.VISUAL, visual,
                      Modality.ACOUSTIC, acoustic),
                  1));
        }
      }
      List<List<Map<String, Double>>> bySeed =
          seeds.stream()
              .map(
                  seed ->
                      Predictions.of(
                              program,
                              batches,
                              group.stream().map(missing -> new Pattern(missing, seed)).toList(),
                              done)
                          .stream()
                          .map(p -> Scores.metrics(data.description(), data.labels(split), p))
                          .toList())
              .toList();
      for (int i = 0; i < group.size(); i++) {
        int at = i;
        rows.add(
            new Row(
                group.get(i).rates(),
                means(bySeed.stream().map(scores -> scores.get(at)).collect(toImmutableList()))));
      }
    }
    return new MissingGrid(rows.build());
  }

  private static Map<String, MeanAndDeviation> means(List<Map<String, Double>> bySeed) {
    Map<String, MeanAndDeviation> means = new LinkedHashMap<>();
    for (String metric : bySeed.get(0).keySet()) {
      means.put(
          metric,
          MeanAndDeviation.of(bySeed.stream().mapToDouble(scores -> scores.get(metric)).toArray()));
    }
    return means;
  }

  /** A list of {@code {"rates": {"language": 0.3, ...}, "metrics": {"MAE": {"mean", "std"}}}}. */
  public ArrayNode json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Row row : rows) {
      ObjectNode node = all.addObject();
      ObjectNode rates = node.putObject("rates");
      row.rates().forEach((m, rate) -> rates.put(m.key(), rate));
      JsonNumbers.put(node.putObject("metrics"), row.metrics());
    }
    return all;
  }
}
