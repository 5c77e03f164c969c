package dar.graph.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * The sizes of a BERT encoder (Devlin et al., 2018), as its configuration file gives them.
 *
 * @param vocabulary V, word pieces
 * @param width h, features a token
 * @param layers transformer layers
 * @param heads attention heads; divides {@code width}
 * @param feedForward width of a layer's hidden layer
 * @param positions P, tokens of the longest sequence
 * @param types segments that token types tell apart
 * @param epsilon added to the variance in every layer norm; 1e-12 in the original
 */
public record BertShape(
    int vocabulary,
    int width,
    int layers,
    int heads,
    int feedForward,
    int positions,
    int types,
    double epsilon) {

  public BertShape {
    atLeastOne("bert.vocabulary", vocabulary);
    atLeastOne("bert.width", width);
    atLeastOne("bert.layers", layers);
    atLeastOne("bert.heads", heads);
    atLeastOne("bert.feed_forward", feedForward);
    atLeastOne("bert.positions", positions);
    atLeastOne("bert.types", types);
    if (width % heads != 0) {
      throw new BadInputException(
          "bert.heads: expected a divisor of bert.width %d, found %d".formatted(width, heads));
    }
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new BadInputException("bert.epsilon: expected in (0, 1), found " + epsilon);
    }
  }

  /**
   * Every variable with its shape, in the order of the layers. The names are those of the original
   * checkpoint below its scope {@code bert}; a kernel is [in, out].
   */
  public Map<String, Shape> variables() {
    Map<String, Shape> variables = new LinkedHashMap<>();
    variables.put("embeddings/word_embeddings", Shape.of(vocabulary, width));
    variables.put("embeddings/position_embeddings", Shape.of(positions, width));
    variables.put("embeddings/token_type_embeddings", Shape.of(types, width));
    norm(variables, "embeddings/LayerNorm");
    for (int i = 0; i < layers; i++) {
      String layer = "encoder/layer_" + i;
      linear(variables, layer + "/attention/self/query", width, width);
      linear(variables, layer + "/attention/self/key", width, width);
      linear(variables, layer + "/attention/self/value", width, width);
      linear(variables, layer + "/attention/output/dense", width, width);
      norm(variables, layer + "/attention/output/LayerNorm");
      linear(variables, layer + "/intermediate/dense", width, feedForward);
      linear(variables, layer + "/output/dense", feedForward, width);
      norm(variables, layer + "/output/LayerNorm");
    }
    return Collections.unmodifiableMap(variables);
  }

  private static void linear(Map<String, Shape> variables, String name, int in, int out) {
    variables.put(name + "/kernel", Shape.of(in, out));
    variables.put(name + "/bias", Shape.of(out));
  }

  private void norm(Map<String, Shape> variables, String name) {
    variables.put(name + "/gamma", Shape.of(width));
    variables.put(name + "/beta", Shape.of(width));
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new BadInputException(name + ": expected at least 1, found " + value);
    }
  }
}
