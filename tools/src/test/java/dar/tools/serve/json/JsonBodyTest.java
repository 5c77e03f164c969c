package dar.tools.serve.json;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dar.graph.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {
  private static JsonBody body(String json) {
    return JsonBody.of(json.getBytes(UTF_8));
  }

  private static void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> JsonBody.of(bytes))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void aSignatureStandsBeforeOrAfterWhatItIsOf() {
    assertThat(body("{\"signature_name\": \"a\", \"inputs\": [1]}").signature()).hasValue("a");
    assertThat(body("{\"inputs\": [1], \"signature_name\": \"a\"}").signature()).hasValue("a");
    assertThat(body("{\"inputs\": [1], \"signature_name\": \"\"}").signature()).isEmpty();
    assertThat(body("{\"inputs\": [1]}").signature()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | JSON Parse error: The document is empty",
        "'  ' | JSON Parse error: The document is empty",
        "instances = [1, 2] | JSON Parse error: Invalid value. at offset: 10",
        "[1] | JSON Value: [1] Is not object",
        "5 | JSON Value: 5 Is not object",
        "{\"a\": [1, 2 | JSON Parse error: The document ends too early. at offset: 11",
        "{\"a\": \"b | JSON Parse error: The document ends too early. at offset: 8",
        "{\"a\": 01} | JSON Parse error: Invalid value. at offset: 7",
        "{\"a\": 1.} | JSON Parse error: Invalid value. at offset: 8",
        "{\"a\": Nan} | JSON Parse error: Invalid value. at offset: 10",
        "{\"a\": 1,} | JSON Parse error: Invalid value. at offset: 8",
        "{a: 1} | JSON Parse error: Invalid value. at offset: 1",
        "{\"a\": 1} x | JSON Parse error: Invalid value. at offset: 10",
        "{\"a\": 1} {} | JSON Parse error: The document root must not be followed by other values.",
        "{\"a\": 1, \"a\": 2} "
            + "| JSON Parse error: A key stands twice in an object. at offset: 12",
        "{\"b\": {\"a\": 1, \"a\": 2}} "
            + "| JSON Parse error: A key stands twice in an object. at offset: 18",
        "{\"signature_name\": 5} | JSON Value: {\"signature_name\": 5} not formatted correctly."
            + " 'signature_name' key must be a string value.",
      })
  void whatIsNoObjectIsRefused(String json, String message) {
    assertRefused(json.getBytes(UTF_8), message);
  }

  @Test
  void onlyUtf8IsRead() {
    byte[] latin = {'{', '"', (byte) 0xE9, '"', ':', '1', '}'};
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'};
    String message = "JSON Parse error: Invalid encoding in string, expected UTF-8.";
    assertRefused(latin, message);
    assertRefused(overlong, message);
    assertRefused("{\"a\": 1}".getBytes(UTF_16BE), "JSON Parse error: Invalid value. at offset: 1");
  }

  @Test
  void depthAndDigitsHaveLimits() {
    String message = "Too long or too deep, expected at most 256 levels and numbers of 1000";
    assertThatThrownBy(() -> body("{\"a\": %s".formatted("[".repeat(100_000))))
        .hasMessageContaining(message);
    assertThatThrownBy(() -> body("{\"a\": %s}".formatted("1".repeat(1001))))
        .hasMessageContaining(message);
    assertThat(body("{\"a\": %s%s}".formatted("[".repeat(255), "]".repeat(255))).has("a")).isTrue();
  }

  @Test
  void aMessageShowsTheStartOfALongBody() {
    assertThatThrownBy(
            () -> body("{\"signature_name\":\n\t5, \"a\": \"%s\"}".formatted("é".repeat(1000))))
        .hasMessageStartingWith("JSON Value: {\"signature_name\": 5, \"a\": \"éé")
        .hasMessageContaining("éé... not formatted correctly")
        .hasMessageNotContaining("\n");
  }
}
