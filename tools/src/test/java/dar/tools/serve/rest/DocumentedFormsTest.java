package dar.tools.serve.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests word for word from {@code api_rest.md} of TensorFlow Serving and from its tests of REST
 * ({@code http_rest_api_handler_test.cc}), and the answers told there.
 */
class DocumentedFormsTest {
  private static RestServer server;

  @BeforeAll
  static void serve(@TempDir Path folder) throws IOException {
    HalfPlus.write(3, folder.resolve("saved_model_half_plus_three/00000123"));
    HalfPlus.write(2, folder.resolve("saved_model_half_plus_two_2_versions/00000123"));
    HalfPlus.write(12, folder.resolve("saved_model_half_plus_two_2_versions/00000124"));
    EchoModel.write(folder.resolve("echo/1"));
    Files.writeString(
        folder.resolve("models.config"),
        """
        model_config_list {
          config {
            name: "saved_model_half_plus_three"
            base_path: "/models/saved_model_half_plus_three"
          }
          config {
            name: "saved_model_half_plus_two_2_versions"
            base_path: "/models/saved_model_half_plus_two_2_versions"
            model_version_policy { specific { versions: 123 versions: 124 } }
            version_labels { key: "hello" value: 123 }
          }
          config { name: "echo" base_path: "/models/echo" }
        }
        """);
    server = RestServer.start(folder, RestServer.LIMITS);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer get(String path) {
    return server.get("/v1/models" + path);
  }

  private static Answer post(String path, String body) {
    return server.post("/v1/models" + path, body);
  }

  @Test
  void statusOfAModel() {
    get("/saved_model_half_plus_three")
        .assertGood(
            """
            {
             "model_version_status": [
              {
               "version": "123",
               "state": "AVAILABLE",
               "status": {
                "error_code": "OK",
                "error_message": ""
               }
              }
             ]
            }
            """);
  }

  @Test
  void statusOfAVersion() {
    JsonNode all = get("/saved_model_half_plus_two_2_versions").json().get("model_version_status");
    assertThat(all.size()).isEqualTo(2);
    JsonNode one =
        get("/saved_model_half_plus_two_2_versions/versions/123")
            .json()
            .get("model_version_status");
    assertThat(one.size()).isEqualTo(1);
    assertThat(one.get(0).get("version").textValue()).isEqualTo("123");
    get("/saved_model_half_plus_two_2_versions/versions/125")
        .assertError(
            404, "Could not find version 125 of model saved_model_half_plus_two_2_versions");
    get("/half").assertError(404, "Could not find any versions of model half");
  }

  @Test
  void predictionsOfTheExample() {
    post("/saved_model_half_plus_three:predict", "{\"instances\": [1.0,2.0,5.0]}")
        .assertGood("{\"predictions\": [3.5, 4.0, 5.5]}");
    post("/saved_model_half_plus_three:predict", "{\"inputs\": [1.0,2.0,5.0]}")
        .assertGood("{\"outputs\": [3.5, 4.0, 5.5]}");
    post("/saved_model_half_plus_three:predict", "{\"instances\": [[1.0, 2.0], [3.0, 4.0]]}")
        .assertGood("{\"predictions\": [[3.5, 4.0], [4.5, 5.0]]}");
    post("/saved_model_half_plus_three:predict", "{\"inputs\": {\"x\": [[1.0], [NaN]]}}")
        .assertGood("{\"outputs\": [[3.5], [NaN]]}");
    post("/saved_model_half_plus_three:predict", "{\"instances\": [Infinity, -Infinity, 7]}")
        .assertGood("{\"predictions\": [Infinity, -Infinity, 6.5]}");
    post("/saved_model_half_plus_three:predict", "{\"inputs\": 1}")
        .assertGood("{\"outputs\": 3.5}");
  }

  @Test
  void predictionsOfVersionsAndLabels() {
    String model = "/saved_model_half_plus_two_2_versions";
    String body = "{\"instances\": [1.0, 2.0]}";
    post(model + ":predict", body).assertGood("{\"predictions\": [12.5, 13.0]}");
    post(model + "/versions/124:predict", body).assertGood("{\"predictions\": [12.5, 13.0]}");
    post(model + "/versions/123:predict", body).assertGood("{\"predictions\": [2.5, 3.0]}");
    post(model + "/labels/hello:predict", body).assertGood("{\"predictions\": [2.5, 3.0]}");
    post(
            model + "/versions/123:predict",
            "{\"signature_name\": \"serving_default\", \"instances\": [3.0, 4.0]}")
        .assertGood("{\"predictions\": [3.5, 4.0]}");
    post(
            model + "/versions/123:predict",
            "{\"inputs\": [3.0, 4.0], \"signature_name\": \"serving_default\"}")
        .assertGood("{\"outputs\": [3.5, 4.0]}");
  }

  @Test
  void regressions() {
    post(
            "/saved_model_half_plus_three:regress",
            "{\"signature_name\": \"tensorflow/serving/regress\", \"examples\": [{\"x\": 1.0}, {\"x\":"
                + " 2.0}]}")
        .assertGood("{\"results\": [3.5, 4.0]}");
    String body = "{\"signature_name\": \"regress_x_to_y\", \"examples\": [ { \"x\": 80.0 } ] }";
    String model = "/saved_model_half_plus_two_2_versions";
    post(model + "/versions/123:regress", body).assertGood("{\"results\": [42.0]}");
    post(model + "/labels/hello:regress", body).assertGood("{\"results\": [42.0]}");
    post(
            model + ":regress",
            "{\"signature_name\": \"regress_x_to_y\", \"context\": {\"x\": 2.0}, \"examples\": [{}]}")
        .assertGood("{\"results\": [13.0]}");
  }

  @Test
  void classifications() {
    String model = "/saved_model_half_plus_two_2_versions";
    post(
            model + "/versions/123:classify",
            "{\"signature_name\": \"classify_x_to_y\", \"examples\": [ { \"x\": 20.0 } ] }")
        .assertGood("{\"results\": [[[\"\", 12.0]]]}");
    post(
            model + "/labels/hello:classify",
            "{\"signature_name\": \"classify_x_to_y\", \"examples\": [ { \"x\": 10.0 } ] }")
        .assertGood("{\"results\": [[[\"\", 7.0]]]}");
    post(
            model + "/labels/hello:classify",
            "{\"signature_name\": \"tensorflow_2\", \"examples\": [ { \"x\": 10.0 } ] }")
        .assertGood("{\"results\": [[[\"\", 7.0]]]}");
  }

  @Test
  void metadata() {
    Answer answer = get("/saved_model_half_plus_two_2_versions/versions/123/metadata");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("model_spec"))
        .isEqualTo(
            Answer.json(
                """
                {
                 "name": "saved_model_half_plus_two_2_versions",
                 "signature_name": "",
                 "version": "123"
                }
                """));
    JsonNode signatures = json.at("/metadata/signature_def/signature_def");
    assertThat(signatures.get("serving_default"))
        .isEqualTo(
            Answer.json(
                """
                {
                 "inputs": {
                  "x": {
                   "dtype": "DT_FLOAT",
                   "tensor_shape": {
                    "dim": [
                     {
                      "size": "-1",
                      "name": ""
                     },
                     {
                      "size": "1",
                      "name": ""
                     }
                    ],
                    "unknown_rank": false
                   },
                   "name": "x:0"
                  }
                 },
                 "outputs": {
                  "y": {
                   "dtype": "DT_FLOAT",
                   "tensor_shape": {
                    "dim": [
                     {
                      "size": "-1",
                      "name": ""
                     },
                     {
                      "size": "1",
                      "name": ""
                     }
                    ],
                    "unknown_rank": false
                   },
                   "name": "y:0"
                  }
                 },
                 "method_name": "tensorflow/serving/predict",
                 "defaults": {}
                }
                """));
    assertThat(signatures.at("/classify_x_to_y/inputs/inputs/tensor_shape"))
        .isEqualTo(Answer.json("{\"dim\": [], \"unknown_rank\": true}"));
    assertThat(get("/saved_model_half_plus_two_2_versions/labels/hello/metadata"))
        .isEqualTo(answer);
    assertThat(
            get("/saved_model_half_plus_two_2_versions/metadata").json().at("/model_spec/version"))
        .isEqualTo(Answer.json("\"124\""));
  }

  @Test
  void severalInputsInRows() {
    post(
            "/echo:predict",
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
            """)
        .assertGood(
            """
            {
             "predictions": [
               {
                 "tag": "foo",
                 "tag_bytes": {"b64": "Zm9v"},
                 "signal": [1, 2, 3, 4, 5],
                 "sensor": [[1.0, 2.0], [3.0, 4.0]]
               },
               {
                 "tag": "bar",
                 "tag_bytes": {"b64": "YmFy"},
                 "signal": [3, 4, 1, 2, 5],
                 "sensor": [[4.0, 5.0], [6.0, 8.0]]
               }
             ]
            }
            """);
  }

  @Test
  void severalInputsInColumns() {
    post(
            "/echo:predict",
            """
            {
             "inputs": {
               "tag": ["foo", "bar"],
               "signal": [[1, 2, 3, 4, 5], [3, 4, 1, 2, 5]],
               "sensor": [[[1, 2], [3, 4]], [[4, 5], [6, 8]]]
             }
            }
            """)
        .assertGood(
            """
            {
             "outputs": {
               "tag": ["foo", "bar"],
               "tag_bytes": [{"b64": "Zm9v"}, {"b64": "YmFy"}],
               "signal": [[1, 2, 3, 4, 5], [3, 4, 1, 2, 5]],
               "sensor": [[[1.0, 2.0], [3.0, 4.0]], [[4.0, 5.0], [6.0, 8.0]]]
             }
            }
            """);
  }

  @Test
  void bytes() {
    post(
            "/echo:predict",
            """
            {
              "signature_name": "image",
              "instances": [{ "b64": "aW1hZ2UgYnl0ZXM=" }, { "b64": "/w==" }, "text"]
            }
            """)
        .assertGood(
            "{\"predictions\": [{\"b64\": \"aW1hZ2UgYnl0ZXM=\"}, {\"b64\": \"/w==\"},"
                + " {\"b64\": \"dGV4dA==\"}]}");
  }

  @Test
  void anUnknownModel() {
    String body = "{\"instances\": [1.0,5.0]}";
    Answer answer = post("/half:predict", body);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json())
        .isEqualTo(Answer.json("{ \"error\": \"Servable not found for request: Latest(half)\" }"));
    post("/half/versions/50:predict", body)
        .assertError(404, "Servable not found for request: Specific(half, 50)");
    post("/saved_model_half_plus_three99:predict", body).assertError(404, "Servable not found");
    post("/half/labels/none:predict", body)
        .assertError(400, "Unrecognized servable version label: none");
    post("/saved_model_half_plus_three/labels/none:predict", body)
        .assertError(400, "Unrecognized servable version label: none");
    get("/half/metadata").assertError(404, "Servable not found for request: Latest(half)");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/foo",
    "POST, /v1/foo",
    "GET, /v1/models/debug/model_name",
    "POST, /v1/models",
    "GET, /v1/models/foo:predict",
    "GET, /v1/models/foo/version/50:predict",
    "POST, /v1/models/foo/version/50:regress",
    "POST, /v1/models/foo/versions/HELLO:regress",
    "POST, /v1/models/foo/metadata",
    "POST, /v1/models/foo/label/some_label:regress",
    "POST, /v1/models/foo/versions/50/labels/some_label:regress",
    "POST, /v1/models/foo:explain",
    "PUT, /v1/models/foo:predict",
    "DELETE, /v1/models/foo",
    "OPTIONS, /v1/models/foo:predict",
    "GET, /v1",
    "GET, /v1/",
  })
  void malformedRequests(String method, String path) {
    server
        .ask(method, path, new byte[0])
        .assertError(400, "Malformed request: %s %s".formatted(method, path));
  }

  @Test
  void otherPaths() {
    get("").assertError(400, "Missing model name in request.");
    post("/foo/versions/18446744073709551615:regress", "")
        .assertError(400, "Failed to convert version: 18446744073709551615 to numeric.");
    server.get("/statuspage").assertError(404);
    server.get("/index").assertError(404);
    post("/saved%5Fmodel%5fhalf_plus_three:predict?a=b", "{\"instances\": [1]}")
        .assertGood("{\"predictions\": [3.5]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predict | '' | JSON Parse error: The document is empty",
        "predict | instances = [1, 2] | JSON Parse error: Invalid value",
        "predict | {\"instances\": [\"x\", \"y\"]} | not of expected type: float",
        "predict | {\"signature_name\": 100} | 'signature_name' key must be a string value.",
        "predict | {\"signature_name\": \"no\", \"instances\": [1]} "
            + "| Serving signature name: \"no\" not found in signature def",
        "predict | {\"signature_name\": \"no\"} "
            + "| Serving signature name: \"no\" not found in signature def",
        "predict | {} | Missing 'inputs' or 'instances' key",
        "regress | {\"examples\": [{\"x\": 1.0}]} "
            + "| No regression inputs found in SignatureDef: [x] to [y]",
        "classify | {\"examples\": [{\"x\": 1.0}]} "
            + "| No classification inputs found in SignatureDef: [x] to [y]",
        "classify | {\"signature_name\": \"regress_x_to_y\", \"examples\": [{\"x\": 1.0}]} "
            + "| to contain at least one of \"classes\" or \"scores\"",
        "classify | {\"signature_name\": \"no\", \"examples\": [{\"x\": 1.0}]} "
            + "| No signature was found with the name: no",
        "regress | {\"signature_name\": \"regress_x_to_y\"} | key 'examples' is expected",
        "regress | {\"signature_name\": \"regress_x_to_y\", \"examples\": []} | is an empty array",
        "regress | {\"signature_name\": \"regress_x_to_y\", \"examples\": [{\"x\": \"a\"}]} | x",
      })
  void badRequests(String method, String body, String reason) {
    post("/saved_model_half_plus_three:" + method, body).assertError(400, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"instances\": [{\"tag\": \"a\", \"signal\": [1,2,3,4,5]}]}",
        "{\"inputs\": {\"tag\": [\"a\"], \"signal\": [[1,2,3,4,5]]}}",
        "{\"instances\": [\"a\"]}",
        "{\"inputs\": {\"tag\": [\"a\"], \"signal\": [[1,2,3,4,5]], \"sensor\": [[[1,2,3]]]}}",
      })
  void inputsThatDoNotFit(String body) {
    post("/echo:predict", body).assertError(400);
  }
}
