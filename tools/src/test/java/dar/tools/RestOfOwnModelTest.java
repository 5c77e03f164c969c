package dar.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.Floats;
import dar.graph.input.Modality;
import dar.savedmodel.LoadedModel;
import dar.tools.serve.Address;
import dar.tools.serve.ModelServer;
import dar.tools.serve.model.RequestLimits;
import dar.training.program.GraphProgram;
import dar.training.program.HostBatch;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A model that was exported here, asked by REST: the answers are those of the loaded model. */
class RestOfOwnModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SAMPLES = 3;
  private static final float CLOSE = 1e-5f;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ModelServer server;
  private static LoadedModel loaded;
  private static HostBatch samples;

  @BeforeAll
  static void serve(@TempDir Path folder) {
    Path version = folder.resolve("small/1");
    try (GraphProgram program = ExportedSentences.program(false, 4)) {
      ExportedSentences.export(program, version);
    }
    loaded = LoadedModel.load(version);
    samples = ExportedSentences.complete(SAMPLES);
    server =
        ModelServer.start(
            folder,
            new Address("127.0.0.1", 0, 0),
            new RequestLimits(8, Duration.ofMillis(1), 1000, 1 << 22, Duration.ofSeconds(30)),
            line -> {});
  }

  @AfterAll
  static void stop() {
    server.close();
    samples.close();
    loaded.close();
  }

  private static JsonNode ask(String verb, JsonNode body) throws Exception {
    var response =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:%d/v1/models/small:%s".formatted(server.port(), verb)))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), UTF_8))
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(response.body());
  }

  /** Nested lists of a tensor, from a place on. */
  private static JsonNode lists(Tensor tensor) {
    List<JsonNode> leaves = new ArrayList<>();
    if (tensor instanceof TInt32 whole) {
      whole
          .scalars()
          .forEach(value -> leaves.add(JSON.getNodeFactory().numberNode(value.getInt())));
    } else {
      ((TFloat32) tensor)
          .scalars()
          .forEach(value -> leaves.add(JSON.getNodeFactory().numberNode(value.getFloat())));
    }
    List<JsonNode> nodes = leaves;
    Shape shape = tensor.shape();
    for (int axis = shape.numDimensions() - 1; axis >= 0; axis--) {
      List<JsonNode> outer = new ArrayList<>();
      int size = (int) shape.get(axis);
      for (int from = 0; from < nodes.size(); from += size) {
        outer.add(JSON.createArrayNode().addAll(nodes.subList(from, from + size)));
      }
      nodes = outer;
    }
    return nodes.get(0);
  }

  private static ObjectNode columns(Map<String, Tensor> inputs) {
    ObjectNode columns = JSON.createObjectNode();
    inputs.forEach((name, tensor) -> columns.set(name, lists(tensor)));
    return columns;
  }

  private static ArrayNode rows(Map<String, Tensor> inputs) {
    ObjectNode columns = columns(inputs);
    ArrayNode rows = JSON.createArrayNode();
    for (int i = 0; i < SAMPLES; i++) {
      ObjectNode row = rows.addObject();
      for (String name : inputs.keySet()) {
        row.set(name, columns.get(name).get(i));
      }
    }
    return rows;
  }

  private static void assertClose(JsonNode found, float[] expected) {
    assertThat(found).as(found + "").hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i).floatValue()).isBetween(expected[i] - CLOSE, expected[i] + CLOSE);
    }
  }

  @Test
  void rowsAndColumns() throws Exception {
    float[] expected = loaded.predict(samples.inputs());
    ObjectNode row = JSON.createObjectNode();
    row.set("instances", rows(samples.inputs()));
    assertClose(ask("predict", row).get("predictions"), expected);
    ObjectNode column = JSON.createObjectNode();
    column.set("inputs", columns(samples.inputs()));
    assertClose(ask("predict", column).get("outputs"), expected);
  }

  @Test
  void whatIsNotGivenIsMissing() throws Exception {
    Map<String, Tensor> some = new LinkedHashMap<>(samples.inputs());
    some.remove(Modality.VISUAL.key());
    ObjectNode row = JSON.createObjectNode();
    row.set("instances", rows(some));
    assertClose(ask("predict", row).get("predictions"), loaded.predict(some));
  }

  @Test
  void textStandsForTokens() throws Exception {
    JsonNode one = ask("predict", JSON.readTree("{\"instances\": [{\"text\": \"a good film\"}]}"));
    JsonNode two =
        ask("predict", JSON.readTree("{\"inputs\": {\"text\": [\"bad\", \"a good film\"]}}"));
    assertThat(one.get("predictions")).as(one + "").hasSize(1);
    float expected = one.get("predictions").get(0).floatValue();
    assertThat(two.get("outputs").get(1).floatValue())
        .isBetween(expected - CLOSE, expected + CLOSE);
    assertThat(two.get("outputs").get(0).floatValue()).isNotEqualTo(expected);
  }

  @Test
  void aNameThatIsUnknownIsNotTakenForAMissingModality() throws Exception {
    assertThat(
            ask("predict", JSON.readTree("{\"inputs\": {\"text\": [\"a\"], \"visaul\": [[[1]]]}}"))
                .get("error")
                .textValue())
        .isEqualTo("JSON object: does not have named input: visaul");
    assertThat(ask("predict", JSON.readTree("{\"inputs\": {}}")).get("error").textValue())
        .contains("Missing but required");
  }

  @Test
  void examples() throws Exception {
    ObjectNode body = JSON.createObjectNode().put("signature_name", "regress");
    ArrayNode examples = body.putArray("examples");
    for (JsonNode row : rows(samples.inputs())) {
      ObjectNode example = examples.addObject();
      row.properties().forEach(input -> example.set(input.getKey(), flat(input.getValue())));
    }
    float[] expected = loaded.predict(samples.inputs());
    assertClose(ask("regress", body).get("results"), expected);
    body.put("signature_name", "classify");
    JsonNode classes = ask("classify", body).get("results");
    float[] scores = loaded.description().scores(expected);
    List<Float> found = new ArrayList<>();
    for (JsonNode pairs : classes) {
      assertThat(pairs.get(0).get(0).textValue()).isEqualTo("negative");
      assertThat(pairs.get(1).get(0).textValue()).isEqualTo("positive");
      pairs.forEach(pair -> found.add(pair.get(1).floatValue()));
    }
    assertThat(Floats.toArray(found)).containsExactly(scores, Offset.offset(CLOSE));
  }

  private static JsonNode flat(JsonNode lists) {
    ArrayNode flat = JSON.createArrayNode();
    lists.forEach(
        inner -> {
          if (inner.isArray()) {
            flat.addAll((ArrayNode) inner);
          } else {
            flat.add(inner);
          }
        });
    return flat;
  }
}
