package dar.training.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dar.graph.file.JsonFailure;
import dar.graph.file.OneLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object a line; blank lines are passed over. */
final class JsonLines {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonLines() {}

  static List<Cells> read(TableText table) {
    List<Cells> rows = new ArrayList<>();
    int line = 0;
    for (String text : table.text().split("\n", -1)) {
      line++;
      if (!text.isBlank()) {
        rows.add(new Cells(line, values(table, line, text)));
      }
    }
    return rows;
  }

  private static Map<String, String> values(TableText table, int line, String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw table.error(line, "a JSON object", JsonFailure.foundInLine(e));
    }
    if (!node.isObject()) {
      throw table.error(line, "a JSON object", OneLine.of(node.toString()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    node.properties().forEach(entry -> values.put(entry.getKey(), ""));
    Columns.check(table, line, values.keySet());
    node.properties()
        .forEach(
            entry ->
                values.put(entry.getKey(), value(table, line, entry.getKey(), entry.getValue())));
    return values;
  }

  private static String value(TableText table, int line, String key, JsonNode value) {
    boolean number = key.equals(Columns.LABEL);
    boolean fits =
        number
            ? value.isNumber()
            : value.isTextual()
                || (key.equals(Columns.ID) && value.isIntegralNumber())
                || (value.isNull() && !key.equals(Columns.ID) && !key.equals(Columns.SPLIT));
    if (!fits) {
      throw table.error(line, key, number ? "a number" : "a text", OneLine.of(value.toString()));
    }
    return value.isNull() ? "" : value.asText();
  }
}
