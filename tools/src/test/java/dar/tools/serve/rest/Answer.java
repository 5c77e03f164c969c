package dar.tools.serve.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What a server has answered. */
record Answer(int status, String body) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  JsonNode json() {
    return json(body);
  }

  /** It is the JSON that is expected. */
  void assertGood(String expected) {
    assertThat(status).as(body).isEqualTo(200);
    assertThat(json()).isEqualTo(json(expected));
  }

  /** It says what is wrong, in one line and nothing else. */
  void assertError(int expected, String... parts) {
    assertThat(status).as(body).isEqualTo(expected);
    assertThat(json().size()).as(body).isEqualTo(1);
    String error = json().get("error").textValue();
    assertThat(error).isNotBlank().doesNotContain("\n");
    for (String part : parts) {
      assertThat(error).contains(part);
    }
  }
}
