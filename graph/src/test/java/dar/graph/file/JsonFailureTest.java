package dar.graph.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFailureTest {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final JsonMapper STRICT_TREES =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

  private static JsonProcessingException failure(JsonMapper mapper, String text) {
    return catchThrowableOfType(JsonProcessingException.class, () -> mapper.readTree(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{`a`: NaN} | 'NaN' in column 10",
        "{`a`: tru | 'tru' in column 10",
        "{`a`: 1,} | '}' in column 9",
        "{`a`: [1} | '}' in column 9",
        "{`a`: 01} | something else in column 8",
        "{`a`: 1} {`b`: 2} | more behind it in column 10",
        "{`a`: 1, `a`: 2} | 'a' twice in column 13",
        "{`a`: {`b`: 1 | the end of the text in column 14",
        "{`a | the end of the text in column 4",
      })
  void isToldInWordsOfOurs(String text, String found) {
    String json = text.replace('`', '"');
    assertThat(JsonFailure.foundInLine(failure(STRICT, json))).isEqualTo(found);
    assertThat(JsonFailure.found(failure(STRICT, "\n" + json)))
        .isEqualTo(found.replace("in column", "on line 2, column"));
  }

  @Test
  void whatIsTooDeepOrTwice() {
    assertThat(JsonFailure.found(failure(STRICT, "[".repeat(100_000))))
        .startsWith("what is too long or too deep");
    assertThat(JsonFailure.found(failure(STRICT_TREES, "{\"a\": 1, \"a\": 2}")))
        .startsWith("'a' twice");
    assertThat(JsonFailure.found(failure(STRICT, "{\"a\\nb\": 1, \"a\\nb\": 2}")))
        .doesNotContain("\n");
  }

  @Test
  void aValueThatIsThereOrNot() {
    assertThat(JsonFailure.found(IntNode.valueOf(2))).isEqualTo("2");
    assertThat(JsonFailure.found(MissingNode.getInstance())).isEqualTo("none");
  }
}
