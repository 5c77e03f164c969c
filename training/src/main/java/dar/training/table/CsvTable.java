package dar.training.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dar.graph.file.OneLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Comma-separated values, the first line naming the columns. */
final class CsvTable {
  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

  private CsvTable() {}

  static List<Cells> read(TableText table) throws IOException {
    List<Cells> rows = new ArrayList<>();
    List<String> header = List.of();
    try (CsvParser parser = MAPPER.getFactory().createParser(table.text())) {
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        int line = 0;
        List<String> cells = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          line = line == 0 ? parser.currentTokenLocation().getLineNr() : line;
          cells.add(parser.getText());
        }
        if (header.isEmpty()) {
          header = cells.stream().map(String::strip).toList();
          Columns.check(table, line, header);
        } else {
          rows.add(new Cells(line, byColumn(table, line, header, cells)));
        }
      }
    } catch (JsonProcessingException e) {
      throw table.error(
          e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
          "comma-separated values",
          OneLine.of(e.getOriginalMessage()));
    }
    if (header.isEmpty()) {
      Columns.check(table, 1, header);
    }
    return rows;
  }

  private static Map<String, String> byColumn(
      TableText table, int line, List<String> header, List<String> cells) {
    if (cells.size() != header.size()) {
      throw table.error(
          line, "%d values, one a column".formatted(header.size()), "" + cells.size());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int column = 0; column < cells.size(); column++) {
      values.put(header.get(column), cells.get(column));
    }
    return values;
  }
}
