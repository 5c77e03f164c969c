package dar.tools.paper;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dar.tools.report.MetricNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table of the paper; each row the average over missing rates 0.0 to 0.9 and three seeds. */
public record PaperTable(List<Row> rows) {

  /** How the tables call the paper's own model. */
  public static final String DAR = "DAR";

  public PaperTable {
    rows = List.copyOf(rows);
  }

  /** The data that the paper reports on. */
  public enum Benchmark {
    MOSI,
    MOSEI
  }

  /**
   * One method on one data set.
   *
   * @param metrics under the names of {@code robustness.json}, accuracies and F1 as shares
   * @param comment what is odd about the row as it is printed; may be empty
   */
  public record Row(
      String method, Benchmark benchmark, Map<String, Double> metrics, String comment) {}

  /** All methods. */
  public static PaperTable table1() {
    return read("table1.csv");
  }

  /** Loss terms left out, on MOSI. */
  public static PaperTable table2() {
    return read("table2.csv");
  }

  /** Missing rates while training, on MOSI. */
  public static PaperTable table3() {
    return read("table3.csv");
  }

  /** The rows on one data set, in the paper's order. */
  public List<Row> on(Benchmark benchmark) {
    return rows.stream().filter(row -> row.benchmark() == benchmark).toList();
  }

  private static PaperTable read(String name) {
    CsvMapper mapper = CsvMapper.builder().enable(CsvParser.Feature.ALLOW_COMMENTS).build();
    try (InputStream in = PaperTable.class.getResourceAsStream(name);
        MappingIterator<Map<String, String>> lines =
            mapper
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(in)) {
      return new PaperTable(lines.readAll().stream().map(PaperTable::row).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(Map<String, String> line) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    line.forEach(
        (name, text) -> {
          if (!Set.of("method", "dataset", "comment").contains(name)) {
            double printed = Double.parseDouble(text);
            metrics.put(name, MetricNames.isShare(name) ? printed / 100 : printed);
          }
        });
    return new Row(
        line.get("method"), Benchmark.valueOf(line.get("dataset")), metrics, line.get("comment"));
  }
}
