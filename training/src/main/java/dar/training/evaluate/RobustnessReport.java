package dar.training.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dar.training.data.Split;
import dar.training.metric.MeanAndDeviation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * How a model degrades: its metrics at each missing rate and for each seed of the masks.
 *
 * @param dataset its name
 */
public record RobustnessReport(String dataset, Split split, ImmutableList<Cell> cells) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** One evaluation. */
  public record Cell(double rate, long seed, Map<String, Double> metrics) {}

  public List<Double> rates() {
    return cells.stream().map(Cell::rate).distinct().toList();
  }

  public List<Long> seeds() {
    return cells.stream().map(Cell::seed).distinct().toList();
  }

  /** The names of the metrics, in order. */
  public List<String> metrics() {
    return List.copyOf(cells.get(0).metrics().keySet());
  }

  /** Mean and deviation over seeds, by rate and metric. */
  public Map<Double, Map<String, MeanAndDeviation>> byRate() {
    Map<Double, Map<String, MeanAndDeviation>> byRate = new LinkedHashMap<>();
    for (double rate : rates()) {
      Map<String, MeanAndDeviation> row = new LinkedHashMap<>();
      for (String metric : metrics()) {
        row.put(
            metric,
            MeanAndDeviation.of(
                cells.stream()
                    .filter(cell -> cell.rate() == rate)
                    .mapToDouble(cell -> cell.metrics().get(metric))
                    .toArray()));
      }
      byRate.put(rate, row);
    }
    return byRate;
  }

  /** The mean over rates, as the paper's Table 1 gives it; mean and deviation over seeds. */
  public Map<String, MeanAndDeviation> average() {
    return overRates((rates, values) -> Arrays.stream(values).average().orElseThrow());
  }

  /**
   * The area under each metric's line over rates, by the trapezoid rule:
   *
   * <pre>
   * AUILC = sum over i of (v_i + v_i+1) / 2 · (r_i+1 - r_i)
   * </pre>
   *
   * <p>TFR-Net's "area under indicators line chart" (Yuan, Li, Xu and Yu, "Transformer-based
   * feature reconstruction network for robust multimodal sentiment analysis", ACM Multimedia 2021).
   * Mean and deviation over seeds; NaN of fewer than two rates.
   */
  public Map<String, MeanAndDeviation> auilc() {
    return overRates(RobustnessReport::area);
  }

  private static double area(double[] rates, double[] values) {
    double area = rates.length < 2 ? Double.NaN : 0;
    for (int i = 0; i + 1 < rates.length; i++) {
      area += (values[i] + values[i + 1]) / 2 * (rates[i + 1] - rates[i]);
    }
    return area;
  }

  /** A metric's line over ascending rates, for each seed. */
  private Map<String, MeanAndDeviation> overRates(ToDoubleBiFunction<double[], double[]> summary) {
    Map<String, MeanAndDeviation> summaries = new LinkedHashMap<>();
    for (String metric : metrics()) {
      summaries.put(
          metric,
          MeanAndDeviation.of(
              seeds().stream()
                  .map(seed -> line(seed))
                  .mapToDouble(
                      line ->
                          summary.applyAsDouble(
                              line.stream().mapToDouble(Cell::rate).toArray(),
                              line.stream().mapToDouble(c -> c.metrics().get(metric)).toArray()))
                  .toArray()));
    }
    return summaries;
  }

  private List<Cell> line(long seed) {
    return cells.stream()
        .filter(cell -> cell.seed() == seed)
        .sorted(Comparator.comparingDouble(Cell::rate))
        .toList();
  }

  /** The report as JSON; a value that is not a number is null. */
  public ObjectNode json() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("dataset", dataset).put("split", split.key());
    root.set("rates", MAPPER.valueToTree(rates()));
    root.set("seeds", MAPPER.valueToTree(seeds()));
    ObjectNode byRate = root.putObject("by_rate");
    byRate().forEach((rate, row) -> JsonNumbers.put(byRate.putObject(Double.toString(rate)), row));
    JsonNumbers.put(root.putObject("average"), average());
    JsonNumbers.put(root.putObject("auilc"), auilc());
    var all = root.putArray("cells");
    for (Cell cell : cells) {
      ObjectNode node = all.addObject().put("rate", cell.rate()).put("seed", cell.seed());
      cell.metrics().forEach((name, value) -> node.put(name, JsonNumbers.finite(value)));
    }
    return root;
  }
}
