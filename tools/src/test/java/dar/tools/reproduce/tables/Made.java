package dar.tools.reproduce.tables;

import dar.tools.paper.PaperTable.Benchmark;
import dar.tools.report.document.Table;
import dar.tools.reproduce.Target;
import dar.tools.reproduce.Variant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Results by hand: each run's MAE rises with the rate from {@code mae} to {@code mae + 0.9}. */
final class Made {
  static final int SAMPLES = 200;

  private Made() {}

  /**
   * Metrics over rates 0.0, 0.1, ..., 0.9.
   *
   * @param mae at rate 0
   */
  static Curves curves(double mae) {
    TreeMap<Double, Map<String, Double>> byRate = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      byRate.put(i / 10.0, metrics(mae + i / 10.0));
    }
    double mean = mae + 0.45;
    return new Curves(byRate, metrics(mean), Map.of("MAE", 0.9 * mean)); // lines over [0, 0.9]
  }

  private static Map<String, Double> metrics(double mae) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("Non0_acc_2", 1 - mae / 4);
    metrics.put("MAE", mae);
    return metrics;
  }

  /**
   * A run.
   *
   * @param valid its MAE at rate 0 on the validation split
   */
  static CellResult cell(long seed, double mae, double valid) {
    Random random = new Random(9); // a sample is as hard for every model
    double[] scores =
        IntStream.range(0, SAMPLES).mapToDouble(i -> mae + random.nextGaussian() / 2).toArray();
    return new CellResult(
        seed,
        curves(mae),
        Optional.of(curves(valid)),
        mae / 2,
        Map.of("language", mae + 1),
        Optional.of(curves(mae - 0.1)),
        Optional.of(scores),
        Optional.of(Arrays.stream(scores).map(score -> score / 2).toArray()));
  }

  /** Two seeds, 0.02 apart. */
  static Results results(String label, double mae, double valid) {
    return new Results(label, List.of(cell(1, mae - 0.01, valid), cell(2, mae + 0.01, valid)), 0);
  }

  /** Every variant with MAE 1, but those given. */
  static Study study(Map<Variant, Results> given) {
    Map<Variant, Results> results = new HashMap<>();
    for (Target target : Target.values()) {
      target.variants().forEach(variant -> results.put(variant, results(variant.label(), 1, 1)));
    }
    results.putAll(given);
    return new Study("mosi", MainMetric.ERROR, Optional.of(Benchmark.MOSI), "k=0.3", results);
  }

  /** The row that begins with a word, each value as its mean. */
  static List<Object> row(Table table, String first) {
    return table.rows().stream()
        .filter(row -> row.get(0).equals(new Table.Words(first)))
        .findFirst()
        .orElseThrow()
        .stream()
        .map(Made::content)
        .toList();
  }

  static Object content(Table.Cell cell) {
    return cell instanceof Table.Value value ? value.mean() : ((Table.Words) cell).text();
  }
}
