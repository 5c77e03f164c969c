package dar.tools.report.document;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A table as RFC 4180 has it, but for lines that end as everywhere else in this project. */
final class Csv {
  private Csv() {}

  static String of(Table table) {
    FlatTable flat = FlatTable.of(table);
    StringBuilder out = new StringBuilder();
    out.append(flat.columns().stream().map(Csv::field).collect(Collectors.joining(",", "", "\n")));
    flat.rows().forEach(row -> out.append(line(row)));
    return out.toString();
  }

  private static String line(List<Optional<Object>> row) {
    return row.stream()
        .map(value -> value.map(known -> field(known.toString())).orElse(""))
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String field(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
