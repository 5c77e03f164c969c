package dar.training.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dar.training.data.DatasetWriter;
import dar.training.data.Split;
import dar.training.metric.MeanAndDeviation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, MeanAndDeviation> average = new LinkedHashMap<>();
    for (String metric : metrics()) {
      average.put(
          metric,
          MeanAndDeviation.of(
              seeds().stream()
                  .mapToDouble(
                      seed ->
                          cells.stream()
                              .filter(cell -> cell.seed() == seed)
                              .mapToDouble(cell -> cell.metrics().get(metric))
                              .average()
                              .orElseThrow())
                  .toArray()));
    }
    return average;
  }

  /** The report as JSON; a value that is not a number is null. */
  public ObjectNode json() {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("dataset", dataset).put("split", split.key());
    root.set("rates", MAPPER.valueToTree(rates()));
    root.set("seeds", MAPPER.valueToTree(seeds()));
    ObjectNode byRate = root.putObject("by_rate");
    byRate().forEach((rate, row) -> put(byRate.putObject(Double.toString(rate)), row));
    put(root.putObject("average"), average());
    var all = root.putArray("cells");
    for (Cell cell : cells) {
      ObjectNode node = all.addObject().put("rate", cell.rate()).put("seed", cell.seed());
      cell.metrics().forEach((name, value) -> number(node, name, value));
    }
    return root;
  }

  private static void put(ObjectNode node, Map<String, MeanAndDeviation> row) {
    row.forEach(
        (name, value) -> {
          ObjectNode both = node.putObject(name);
          number(both, "mean", value.mean());
          number(both, "std", value.deviation());
        });
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /** Writes the JSON, whole or not at all. */
  public void write(Path file) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, json().toPrettyString() + "\n");
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw DatasetWriter.failure(file, e);
    }
  }
}
