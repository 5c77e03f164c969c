package dar.graph.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes what tools/interop/check_tokenizer.py judges; {@code -Ddar.interop.out} names where. */
class TokensForPythonTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  @EnabledIfSystemProperty(named = "dar.interop.out", matches = ".+")
  void write() throws IOException {
    Path folder = Path.of(System.getProperty("dar.interop.out"));
    byte[] json;
    try (InputStream in =
        TokensForPythonTest.class.getResourceAsStream("/all-minilm-l6-v2-tokenizer.json")) {
      json = in.readAllBytes();
    }
    Files.write(folder.resolve("tokenizer.json"), json);
    JsonNode asked = MAPPER.readTree(folder.resolve("texts.json").toFile());
    ObjectNode answer = MAPPER.createObjectNode();
    try (Tokenizer tokenizer = Tokenizer.of(json)) {
      for (JsonNode length : asked.get("lengths")) {
        ObjectNode groups = answer.putObject(length.asText());
        asked
            .get("texts")
            .properties()
            .forEach(
                group -> {
                  ArrayNode rows = groups.putArray(group.getKey());
                  for (JsonNode text : group.getValue()) {
                    add(rows.addArray(), tokenizer.encode(text.asText(), length.asInt()));
                  }
                });
      }
    }
    MAPPER.writeValue(folder.resolve("ids.json").toFile(), answer);
    assertThat(folder.resolve("ids.json")).isNotEmptyFile();
  }

  private static void add(ArrayNode row, Tokenizer.Encoding tokens) {
    for (int i = 0; i < tokens.count(); i++) {
      row.add(tokens.ids()[i]);
    }
  }
}
