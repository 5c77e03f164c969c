package dar.tools.serve.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tensorflow.proto.DataType.DT_DOUBLE;
import static org.tensorflow.proto.DataType.DT_FLOAT;
import static org.tensorflow.proto.DataType.DT_INT32;
import static org.tensorflow.proto.DataType.DT_STRING;

import com.google.common.collect.ImmutableMap;
import dar.graph.input.BadInputException;
import dar.tools.serve.json.PredictRequest.Form;
import dar.tools.serve.model.ServingException;
import io.grpc.Status;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.DataType;

/**
 * The forms of a request as TensorFlow Serving's documentation tells them, and the cases that its
 * own tests of JSON have.
 */
class PredictRequestTest {
  private static final Map<String, DataType> FLOAT = Map.of("x", DT_FLOAT);
  private static final Map<String, DataType> INT = Map.of("x", DT_INT32);
  private static final Map<String, DataType> STRING = Map.of("x", DT_STRING);
  private static final Map<String, DataType> THREE =
      ImmutableMap.of("tag", DT_STRING, "signal", DT_INT32, "sensor", DT_FLOAT);
  private static final Map<String, String> THREE_READ =
      Map.of(
          "tag", "DT_STRING [2]: [foo, bar]",
          "signal", "DT_INT32 [2, 5]: [1, 2, 3, 4, 5, 3, 4, 1, 2, 5]",
          "sensor", "DT_FLOAT [2, 2, 2]: [1.0, 2.0, 3.0, 4.0, 4.0, 5.0, 6.0, 8.0]");

  private static PredictRequest read(String json, Map<String, DataType> types) {
    return PredictRequest.read(JsonBody.of(json.getBytes(UTF_8)), types, types.keySet());
  }

  private static Map<String, String> inputs(String json, Map<String, DataType> types) {
    return TensorText.of(read(json, types).inputs());
  }

  private static void assertRefused(String json, Map<String, DataType> types, String message) {
    assertThatThrownBy(() -> read(json, types))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void rowsOfOneInput() {
    assertThat(inputs("{\"instances\": [ \"foo\", \"bar\", \"baz\" ]}", STRING))
        .containsEntry("x", "DT_STRING [3]: [foo, bar, baz]");
    assertThat(inputs("{\"instances\": [ [[1, 2]], [[3, 4]] ]}", INT))
        .containsEntry("x", "DT_INT32 [2, 1, 2]: [1, 2, 3, 4]");
    assertThat(inputs("{\"instances\": [1.0,2.0,5.0]}", FLOAT))
        .containsEntry("x", "DT_FLOAT [3]: [1.0, 2.0, 5.0]");
    assertThat(inputs("{\"instances\": [{\"x\": [1]}, {\"x\": [2]}]}", INT))
        .containsEntry("x", "DT_INT32 [2, 1]: [1, 2]");
  }

  @Test
  void rowsOfSeveralInputs() {
    PredictRequest request =
        read(
            """
            {
             "instances": [
               {
                 "tag": "foo",
                 "signal": [1, 2, 3, 4, 5],
                 "sensor": [[1, 2], [3, 4]]
               },
               {
                 "tag": "bar",
                 "signal": [3, 4, 1, 2, 5],
                 "sensor": [[4, 5], [6, 8]]
               }
             ]
            }
            """,
            THREE);
    assertThat(request.form()).isEqualTo(Form.ROW);
    assertThat(TensorText.of(request.inputs())).isEqualTo(THREE_READ);
  }

  @Test
  void columnsOfSeveralInputs() {
    PredictRequest request =
        read(
            """
            {
             "inputs": {
               "tag": ["foo", "bar"],
               "signal": [[1, 2, 3, 4, 5], [3, 4, 1, 2, 5]],
               "sensor": [[[1, 2], [3, 4]], [[4, 5], [6, 8]]]
             }
            }
            """,
            THREE);
    assertThat(request.form()).isEqualTo(Form.COLUMN);
    assertThat(TensorText.of(request.inputs())).isEqualTo(THREE_READ);
  }

  @Test
  void columnsOfOneInput() {
    assertThat(inputs("{\"inputs\": [[[1,2],[3,4],[5,6]]]}", INT))
        .isEqualTo(inputs("{\"inputs\": {\"x\": [[[1,2],[3,4],[5,6]]]}}", INT))
        .containsEntry("x", "DT_INT32 [1, 3, 2]: [1, 2, 3, 4, 5, 6]");
    assertThat(inputs("{\"inputs\": 7}", INT)).containsEntry("x", "DT_INT32 []: [7]");
    assertThat(inputs("{\"inputs\": []}", INT)).containsEntry("x", "DT_INT32 [0]: []");
    assertThat(inputs("{\"inputs\": [[], []]}", INT)).containsEntry("x", "DT_INT32 [2, 0]: []");
  }

  @Test
  void bytesAreBase64() {
    String two = "{ \"b64\" : \"aGVsbG8=\" }, { \"b64\": \"d29ybGQ=\" }";
    assertThat(inputs("{\"instances\": [ %s ]}".formatted(two), STRING))
        .containsEntry("x", "DT_STRING [2]: [hello, world]");
    assertThat(
            inputs(
                "{\"instances\": [ [{ \"b64\" : \"aGVsbG8=\" }], [{ \"b64\": \"d29ybGQ=\" }] ]}",
                STRING))
        .containsEntry("x", "DT_STRING [2, 1]: [hello, world]");
    assertThat(inputs("{\"instances\": [{\"x\": [ %s ]}]}".formatted(two), STRING))
        .containsEntry("x", "DT_STRING [1, 2]: [hello, world]");
    assertThat(inputs("{\"inputs\": { \"b64\" : \"aGVsbG8=\" }}", STRING))
        .containsEntry("x", "DT_STRING []: [hello]");
    assertThat(inputs("{\"inputs\": {\"x\": { \"b64\" : \"aGVs\\nbG8\" }}}", STRING))
        .as("broken over lines, without padding")
        .containsEntry("x", "DT_STRING []: [hello]");
  }

  @Test
  void severalTypesAtOnce() {
    assertThat(
            inputs(
                """
                {"instances": [
                  {"i": [[1,2],[3,4]], "s": ["foo", "bar"], "f": [1.0, NaN], "d": [NaN]},
                  {"i": [[7,8],[9,0]], "s": ["baz", "bat"], "f": [2.0, Infinity], "d": [-Infinity]}
                ]}
                """,
                ImmutableMap.of("i", DT_INT32, "s", DT_STRING, "f", DT_FLOAT, "d", DT_DOUBLE)))
        .isEqualTo(
            Map.of(
                "i", "DT_INT32 [2, 2, 2]: [1, 2, 3, 4, 7, 8, 9, 0]",
                "s", "DT_STRING [2, 2]: [foo, bar, baz, bat]",
                "f", "DT_FLOAT [2, 2]: [1.0, NaN, 2.0, Infinity]",
                "d", "DT_DOUBLE [2, 1]: [NaN, -Infinity]"));
  }

  @ParameterizedTest
  @CsvSource({
    "DT_FLOAT, 1435774380, 1.43577434E9",
    "DT_FLOAT, 1435774380.0, 1.43577434E9",
    "DT_FLOAT, 1.79769e308, Infinity",
    "DT_FLOAT, -1.79769e308, -Infinity",
    "DT_FLOAT, 2.22507e-308, 0.0",
    "DT_FLOAT, -2.22507e-308, -0.0",
    "DT_FLOAT, 0.007, 0.007",
    "DT_FLOAT, -Infinity, -Infinity",
    "DT_DOUBLE, 123456789012345678901234567890, 1.2345678901234568E29",
    "DT_DOUBLE, 0.1e-1, 0.01",
    "DT_INT8, -128, -128",
    "DT_UINT8, 255, 255",
    "DT_INT16, -32768, -32768",
    "DT_UINT32, 4294967295, -1",
    "DT_INT64, -9223372036854775808, -9223372036854775808",
    "DT_UINT64, 18446744073709551615, -1",
    "DT_BOOL, true, true",
    "DT_BOOL, false, false",
  })
  void numbersBecomeWhatTheSignatureAsks(DataType type, String json, String element) {
    assertThat(inputs("{\"inputs\": [%s]}".formatted(json), Map.of("x", type)))
        .containsEntry("x", "%s [1]: [%s]".formatted(type, element));
  }

  @ParameterizedTest
  @CsvSource({
    "DT_FLOAT, '\"a\"', String, float",
    "DT_FLOAT, null, Null, float",
    "DT_FLOAT, '{\"b64\": \"aGVs\"}', Object, float",
    "DT_INT32, 1.0, Number, int32",
    "DT_INT32, 2147483648, Number, int32",
    "DT_INT32, NaN, Number, int32",
    "DT_INT8, 128, Number, int8",
    "DT_UINT8, -1, Number, uint8",
    "DT_INT64, 9223372036854775808, Number, int64",
    "DT_UINT64, 18446744073709551616, Number, uint64",
    "DT_STRING, 1, Number, string",
    "DT_BOOL, 1, Number, bool",
    "DT_DOUBLE, true, True, double",
  })
  void wrongTypesAreNamed(DataType type, String json, String kind, String expected) {
    assertRefused(
        "{\"inputs\": [[%s]]}".formatted(json),
        Map.of("x", type),
        "JSON Value: %s Type: %s is not of expected type: %s".formatted(json, kind, expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[[1,2],[3,4],[5,6,7]] | element: 2 | Expecting tensor size: 2 but got: 3",
        "[[1,2],[3,4],[[5,6]]] | element: 2 | Expecting shape [2] but got: [1,2]",
        "[1, [1]] | element: 1 | Expecting shape [] but got: [1]",
        "[[[1],[2,3]]] | element: 0 "
            + "| Encountered list at unexpected size: 2 at level: 1 expected size: 1",
        "[[1,[2]]] | element: 0 | Encountered list at unexpected level: 1 expected < 1",
        "[[[1],2]] | element: 0 "
            + "| JSON Value: 2 found at incorrect level: 2 in the JSON DOM. Expected at level: 2",
        "[[[],[1]]] | element: 0 "
            + "| Encountered list at unexpected size: 1 at level: 1 expected size: 0",
        "[{\"y\": 1}] | element: 0 key: y | JSON object: does not have named input: y",
      })
  void raggedRowsAreRefused(String instances, String element, String message) {
    assertRefused(
        "{\"instances\": %s}".formatted(instances),
        INT,
        "Failed to process %s of 'instances' list. Error: INVALID_ARGUMENT: %s"
            .formatted(element, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Missing 'inputs' or 'instances' key",
        "{\"instances\": 5} "
            + "| JSON Value: {\"instances\": 5} Expecting 'instances' to be an list/array",
        "{\"instances\": []} | JSON Value: {\"instances\": []} No values in 'instances' array",
        "{\"instances\": [1], \"inputs\": [1]} "
            + "| JSON Value: {\"instances\": [1], \"inputs\": [1]} Not formatted correctly expecting"
            + " only one of 'inputs' or 'instances' keys to exist",
        "{\"instances\": [1, {\"x\": 1}]} "
            + "| Expecting value/list but got object at item 1 of input list",
        "{\"instances\": [{\"x\": 1}, [1]]} | Expecting object but got list at item 1 of input list",
        "{\"instances\": [{\"x\": 1}, {}]} | Failed to process element: 1 of 'instances' list."
            + " JSON object: {} keys must be equal to: x",
        "{\"inputs\": {}} | Missing named input: x in 'inputs' object.",
        "{\"inputs\": {\"x\": 1, \"y\": 1}} | JSON object: does not have named input: y",
      })
  void otherFormsAreRefused(String json, String message) {
    assertRefused(json, INT, message);
  }

  @Test
  void severalInputsHaveToBeNamed() {
    assertRefused(
        "{\"instances\": [[1]]}",
        THREE,
        "instances is a plain list, but expecting list of objects as multiple input tensors"
            + " required as per tensorinfo_map");
    assertRefused(
        "{\"inputs\": [[1]]}",
        THREE,
        "inputs is a plain value/list, but expecting an object as multiple input tensors required"
            + " as per tensorinfo_map");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"b64\": 5} | JSON Value: {\"b64\": 5} not formatted correctly for base64 data",
        "{\"b64\": \"aGVs\", \"a\": 1} "
            + "| JSON Value: {\"b64\": \"aGVs\", \"a\": 1} not formatted correctly for base64 data",
        "{\"c\": \"aGVs\"} | JSON Value: {\"c\": \"aGVs\"} not formatted correctly for base64 data",
        "{\"b64\": \"?\"} | Unable to base64 decode",
        "\"\\ud800\" | JSON Parse error: The surrogate pair in string is invalid. at offset: 18",
      })
  void stringsThatAreNone(String value, String message) {
    assertRefused("{\"inputs\": {\"x\": [%s]}}".formatted(value), STRING, message);
  }

  @Test
  void someInputsMayBeLeftOutOfAllRows() {
    JsonBody body =
        JsonBody.of("{\"instances\": [{\"tag\": \"a\"}, {\"tag\": \"b\"}]}".getBytes(UTF_8));
    assertThat(TensorText.of(PredictRequest.read(body, THREE, Set.of("tag")).inputs()))
        .isEqualTo(Map.of("tag", "DT_STRING [2]: [a, b]"));
    assertThatThrownBy(() -> PredictRequest.read(body, THREE, Set.of("tag", "signal")))
        .hasMessage(
            "Failed to process element: 0 of 'instances' list. JSON object: {\"tag\": \"a\"}"
                + " keys must be equal to: signal,tag");
    assertThatThrownBy(
            () ->
                PredictRequest.read(
                    JsonBody.of(
                        "{\"instances\": [{\"tag\": \"a\"}, {\"tag\": \"b\", \"signal\": [1]}]}"
                            .getBytes(UTF_8)),
                    THREE,
                    Set.of("tag")))
        .hasMessage(
            "Failed to process element: 1 of 'instances' list. JSON object: {\"tag\": \"b\","
                + " \"signal\": [1]} keys must be equal to: tag");
  }

  @Test
  void typesThatJsonDoesNotTell() {
    assertThatThrownBy(() -> read("{\"inputs\": [1]}", Map.of("x", DataType.DT_HALF)))
        .isInstanceOfSatisfying(
            ServingException.class, e -> assertThat(e.code()).isEqualTo(Status.Code.UNIMPLEMENTED))
        .hasMessage("Conversion of JSON Value: 1 to type: half");
  }
}
