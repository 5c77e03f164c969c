package dar.training.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import java.io.IOException;
import java.nio.file.Path;

/** {@code config.json} of Hugging Face and Google's {@code bert_config.json}. */
final class BertConfig {
  private static final int MOST_BYTES = 1 << 20;

  /** Sizes beyond it are a broken file's; the largest BERT has 24 layers. */
  private static final int MOST_LAYERS = 1000;

  /** What Google's code has and its file does not say. */
  private static final double EPSILON = 1e-12;

  private final Path file;
  private final JsonNode root;

  private BertConfig(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /** The sizes of the model, which must be a BERT as Devlin et al. describe it. */
  static BertShape read(Path file) throws IOException {
    JsonNode root = Json.object(file.toString(), Json.bytes(file, MOST_BYTES));
    return new BertConfig(file, root).shape();
  }

  private BertShape shape() {
    expect("model_type", "bert");
    expect("hidden_act", "gelu");
    expect("position_embedding_type", "absolute");
    if (root.path("is_decoder").asBoolean()) {
      throw error("is_decoder", "false", "true");
    }
    int layers = whole("num_hidden_layers");
    if (layers > MOST_LAYERS) {
      throw error("num_hidden_layers", "at most " + MOST_LAYERS, Integer.toString(layers));
    }
    JsonNode epsilon = root.path("layer_norm_eps");
    if (!epsilon.isMissingNode() && !epsilon.isNumber()) {
      throw error("layer_norm_eps", "a number", epsilon.toString());
    }
    try {
      return new BertShape(
          whole("vocab_size"),
          whole("hidden_size"),
          layers,
          whole("num_attention_heads"),
          whole("intermediate_size"),
          whole("max_position_embeddings"),
          whole("type_vocab_size"),
          epsilon.asDouble(EPSILON));
    } catch (BadInputException e) {
      throw e.getMessage().startsWith(file.toString())
          ? e
          : new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** Where the key is missing it has its default, which is the one value we know. */
  private void expect(String key, String value) {
    JsonNode found = root.path(key);
    if (!found.isMissingNode() && !found.equals(TextNode.valueOf(value))) {
      throw error(key, value, found.toString());
    }
  }

  private int whole(String key) {
    JsonNode found = root.path(key);
    if (!found.isIntegralNumber() || !found.canConvertToInt()) {
      throw error(key, "a whole number", found.isMissingNode() ? "none" : found.toString());
    }
    return found.asInt();
  }

  private BadInputException error(String key, String expected, String found) {
    return new BadInputException(
        "%s: %s: expected %s, found %s".formatted(file, key, expected, OneLine.of(found)));
  }
}
