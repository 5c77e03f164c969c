package dar.tools.serve.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import dar.graph.input.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tensorflow.serving.Input;

/** The forms of examples, by the documentation and the tests of TensorFlow Serving. */
class ExamplesReaderTest {
  private static Input read(String json) {
    return ExamplesReader.read(JsonBody.of(json.getBytes(UTF_8)), "classify");
  }

  private static Input expected(String text) throws TextFormat.ParseException {
    return TextFormat.parse(text, Input.class);
  }

  @Test
  void eachExampleHasItsFeatures() throws Exception {
    Input input =
        read(
            """
            {
              "examples": [
                { "names": [ "foo", "bar" ], "ratings": [ 8.0, 9.0 ], "age": 20 },
                { "names": [ "baz" ], "ratings": 6.0, "nothing": [] }
              ]
            }
            """);
    assertThat(input)
        .isEqualTo(
            expected(
                """
                example_list {
                  examples { features {
                    feature { key: "names" value { bytes_list { value: "foo" value: "bar" } } }
                    feature { key: "ratings" value { float_list { value: 8 value: 9 } } }
                    feature { key: "age" value { int64_list { value: 20 } } }
                  } }
                  examples { features {
                    feature { key: "names" value { bytes_list { value: "baz" } } }
                    feature { key: "ratings" value { float_list { value: 6 } } }
                    feature { key: "nothing" value { } }
                  } }
                }
                """));
  }

  @Test
  void allShareTheContext() throws Exception {
    Input input =
        read(
            """
            {
              "signature_name": "custom_signture",
              "context": { "query": "pizza", "location": [ "sfo" ] },
              "examples": [
                { "ratings": [ 8.0, NaN, Infinity ], "mix": [ 1, true, false ] },
                { "names": [ "baz", { "b64": "aGVsbG8=" } ], "ratings": -Infinity },
                { "far": 1e2, "farther": 100000000000000000000 }
              ]
            }
            """);
    assertThat(input)
        .isEqualTo(
            expected(
                """
                example_list_with_context {
                  context { features {
                    feature { key: "query" value { bytes_list { value: "pizza" } } }
                    feature { key: "location" value { bytes_list { value: "sfo" } } }
                  } }
                  examples { features {
                    feature { key: "ratings" value { float_list { value: 8 value: nan value: inf } } }
                    feature { key: "mix" value { int64_list { value: 1 value: 1 value: 0 } } }
                  } }
                  examples { features {
                    feature { key: "names" value { bytes_list { value: "baz" value: "hello" } } }
                    feature { key: "ratings" value { float_list { value: -inf } } }
                  } }
                  examples { features {
                    feature { key: "far" value { float_list { value: 100 } } }
                    feature { key: "farther" value { float_list { value: 1e20 } } }
                  } }
                }
                """));
  }

  @Test
  void imagesAreBase64() throws Exception {
    Input input =
        read(
            """
            {
              "signature_name": "classify_objects",
              "examples": [
                {
                  "image": { "b64": "aW1hZ2UgYnl0ZXM=" },
                  "caption": "seaside"
                },
                {
                  "image": { "b64": "YXdlc29tZSBpbWFnZSBieXRlcw==" },
                  "caption": "mountains"
                }
              ]
            }
            """);
    assertThat(input)
        .isEqualTo(
            expected(
                """
                example_list {
                  examples { features {
                    feature { key: "image" value { bytes_list { value: "image bytes" } } }
                    feature { key: "caption" value { bytes_list { value: "seaside" } } }
                  } }
                  examples { features {
                    feature { key: "image" value { bytes_list { value: "awesome image bytes" } } }
                    feature { key: "caption" value { bytes_list { value: "mountains" } } }
                  } }
                }
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | JSON Value: {} When method is classify, key 'examples' is expected and was not found",
        "{\"context\": [ 1 ]} | Example must be JSON object but got JSON Array",
        "{\"examples\": {}} "
            + "| JSON Value: {\"examples\": {}} Expecting 'examples' value to be an list/array",
        "{\"examples\": []} | JSON Value: {\"examples\": []} 'examples' value is an empty array",
        "{\"examples\": [ [ {} ] ]} | Example must be JSON object but got JSON Array",
        "{\"examples\": [ { \"names\": [ 10, null ] } ]} "
            + "| Feature: names has element with unexpected JSON type: Null",
        "{\"examples\": [ { \"names\": [ 10, 10.0 ] } ]} "
            + "| Unexpected element type in feature: names expecting type: int64",
        "{\"examples\": [ { \"names\": [ 1.5, \"a\" ] } ]} "
            + "| Unexpected element type in feature: names expecting type: float",
        "{\"examples\": [ { \"names\": [ \"a\", 1 ] } ]} "
            + "| Unexpected element type in feature: names expecting type: bytes",
        "{\"examples\": [ { \"names\": [ { \"test\": 10 } ] } ]} "
            + "| Feature: names has element with unexpected JSON type: Object",
        "{\"examples\": [ { \"names\": [ [10], 20 ] } ]} "
            + "| Feature: names has element with unexpected JSON type: Array",
        "{\"examples\": [ { \"names\": [ 20, 18446744073709551603 ] } ]} "
            + "| Feature: names has uint64_t element. Only int64_t is supported.",
      })
  void otherFormsAreRefused(String json, String message) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(BadInputException.class).hasMessage(message);
  }
}
