package dar.training.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of transformers, PyTorch's ONNX exporter and TensorFlow that hold the same weights. */
class PretrainedBertsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  private static PretrainedBert open(String name) {
    return PretrainedBerts.open(TinyBert.resource(name).toString());
  }

  private static Map<String, float[]> all(String name) {
    Map<String, float[]> all = new LinkedHashMap<>();
    try (PretrainedBert bert = open(name)) {
      bert.shape().variables().keySet().forEach(variable -> all.put(variable, bert.read(variable)));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"f32", "f16", "bf16", "ckpt", "onnx", "onnx/model.onnx"})
  void everyFormatHoldsTheSameFloats(String name) throws IOException {
    try (PretrainedBert bert = open(name)) {
      assertThat(bert.shape()).isEqualTo(new BertShape(110, 12, 2, 3, 20, 16, 2, 1e-12));
    }
    JsonNode golden = MAPPER.readTree(TinyBert.resource("golden.json").toFile());
    Map<String, float[]> expected = all("f32");
    Map<String, float[]> found = all(name);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach(
        (variable, values) -> {
          assertThat(values).as(variable).containsExactly(expected.get(variable));
          JsonNode three = golden.get("bert/" + variable);
          assertThat(new float[] {values[0], values[1], values[values.length - 1]})
              .as(variable)
              .containsExactly(
                  (float) three.get(0).asDouble(),
                  (float) three.get(1).asDouble(),
                  (float) three.get(2).asDouble());
        });
  }

  /** Kernels are transposed by nodes, biases are all one tensor of zeros, gammas one of ones. */
  @Test
  void anOnnxFileMayBeExportedWithoutFolding() {
    Map<String, float[]> expected = all("f32");
    all("onnx-plain")
        .forEach(
            (variable, values) -> {
              float[] wanted = expected.get(variable).clone();
              if (variable.endsWith("gamma")) {
                Arrays.fill(wanted, 1);
              } else if (variable.endsWith("bias") || variable.endsWith("beta")) {
                Arrays.fill(wanted, 0);
              }
              assertThat(values).as(variable).containsExactly(wanted);
            });
  }

  @Test
  void aCheckpointNeedsNoScope() {
    assertThat(all("ckpt-bare").get("embeddings/LayerNorm/beta"))
        .containsExactly(all("f32").get("embeddings/LayerNorm/beta"));
  }

  /** Golden values read by Python's onnx. */
  @ParameterizedTest
  @CsvSource({
    "embeddings/word_embeddings,-0.019989013671875,0.004570063669234514,138.0507221492362",
    "embeddings/position_embeddings,-0.08555416762828827,-0.006320953369140625,42.55293581407561",
    "encoder/layer_0/attention/self/value/kernel,-0.07751455903053284,0.031905222684144974,-0.043588887442496116",
    "encoder/layer_5/intermediate/dense/kernel,-0.1287204623222351,0.032631322741508484,177.49087667675633",
    "encoder/layer_5/output/dense/kernel,-0.056546345353126526,0.0012321292888373137,-53.19849107446487",
    "encoder/layer_3/attention/output/LayerNorm/gamma,0.6209497451782227,0.7293429374694824,223.2468237876892"
  })
  void miniLmIsThere(String variable, float first, float last, double sum) {
    try (PretrainedBert bert = PretrainedBerts.open(PretrainedBerts.MINILM)) {
      float[] values = bert.read(variable);
      assertThat(values).hasSize((int) bert.shape().variables().get(variable).size());
      assertThat(values[0]).isEqualTo(first);
      assertThat(values[values.length - 1]).isEqualTo(last);
      double total = 0;
      for (float value : values) {
        total += value;
      }
      assertThat(total).isCloseTo(sum, offset(1e-6));
    }
  }

  @Test
  void miniLmIsWholeAndItsTokenizerIsTheOriginal() throws IOException {
    try (PretrainedBert bert = PretrainedBerts.open(PretrainedBerts.MINILM)) {
      assertThat(bert.shape().variables().keySet()).hasSize(5 + 6 * 16);
      bert.shape()
          .variables()
          .forEach(
              (name, shape) -> assertThat(bert.read(name)).as(name).hasSize((int) shape.size()));
      assertThat(MAPPER.readTree(bert.tokenizer()).at("/model/vocab/hello").asInt())
          .isEqualTo(7592);
      assertThat(bert.hash()).matches("[0-9a-f]{64}").isEqualTo(bert.hash());
    }
  }

  @Test
  void theHashIsThatOfSizesTokenizerAndWeights() throws IOException {
    Path copy = TinyBert.copy("f32", folder);
    String hash;
    try (PretrainedBert original = open("f32");
        PretrainedBert copied = PretrainedBerts.open(copy.toString());
        PretrainedBert checkpoint = open("ckpt")) {
      hash = original.hash();
      assertThat(copied.hash()).isEqualTo(hash);
      assertThat(checkpoint.hash()).isNotEqualTo(hash);
    }
    Path config = copy.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("1e-12", "1e-5"));
    try (PretrainedBert changed = PretrainedBerts.open(copy.toString())) {
      assertThat(changed.hash()).isNotEqualTo(hash);
    }
  }

  @Test
  void whatIsReadIsAVariable() {
    try (PretrainedBert bert = open("f32")) {
      assertThatThrownBy(() -> bert.read("pooler/dense/kernel"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected a variable of the encoder, found pooler/dense/kernel");
    }
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Path none = folder.resolve("none");
    assertRefused(none, none + ": expected minilm, a folder or an .onnx file, found none");
    Path bare = Files.createDirectory(folder.resolve("bare"));
    assertRefused(
        bare,
        bare
            + ": expected model.safetensors, bert_model.ckpt.index or model.onnx, found none of them");
    Path copy = TinyBert.copy("f32", folder);
    Files.delete(copy.resolve("tokenizer.json"));
    assertRefused(copy, copy + ": expected tokenizer.json or vocab.txt, found neither");
    Files.delete(copy.resolve("config.json"));
    assertRefused(copy, copy.resolve("config.json") + ": expected a file, found none");
  }

  /** Each format under a configuration of other sizes. */
  @ParameterizedTest
  @CsvSource({
    "f32,model.safetensors,config.json",
    "f16,model.safetensors,config.json",
    "onnx,model.onnx,config.json",
    "ckpt,bert_model.ckpt,bert_config.json"
  })
  void weightsOfAnotherShapeAreRefused(String name, String file, String config) throws IOException {
    Path copy = TinyBert.copy(name, folder);
    Path weights = copy.resolve(file);
    String original = Files.readString(copy.resolve(config));
    Files.writeString(
        copy.resolve(config),
        original.replace("\"intermediate_size\": 20", "\"intermediate_size\": 24"));
    assertRefused(
        copy,
        weights
            + ": encoder/layer_0/intermediate/dense/kernel: expected [12, 24], found [12, 20] and 5 more");
    Files.writeString(
        copy.resolve(config),
        original.replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"));
    assertRefused(
        copy,
        weights
            + ": expected encoder/layer_2/attention/self/query/kernel, "
            + "encoder/layer_2/attention/self/query/bias, "
            + "encoder/layer_2/attention/self/key/kernel and 13 more, found none");
    Files.writeString(
        copy.resolve(config),
        original.replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1"));
    assertRefused(copy, weights + ": expected 1 layers, found more");
  }

  private static void assertRefused(Path folder, String message) {
    assertThatThrownBy(() -> TinyBert.readAll(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }
}
