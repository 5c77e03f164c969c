package dar.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.input.BadInputException;
import dar.graph.input.BertShape;
import dar.graph.input.TokenShape;
import dar.training.pretrained.PretrainedBert;

/**
 * The BERT that a run began with.
 *
 * @param weights as the configuration names them
 * @param hash of sizes, tokenizer and weights
 */
record Language(String weights, String hash, BertShape bert) {

  /** Refuses a BERT that cannot read these tokens. */
  static Language of(String name, PretrainedBert weights, TokenShape tokens) {
    BertShape bert = weights.shape();
    if (bert.vocabulary() != tokens.vocabulary()) {
      throw new BadInputException(
          "language.weights: expected a vocabulary of %d as the data's tokens have, found %d in %s"
              .formatted(tokens.vocabulary(), bert.vocabulary(), name));
    }
    if (bert.positions() < tokens.length()) {
      throw new BadInputException(
          "language.weights: expected at least %d positions as the data's sentences have, found %d in %s"
              .formatted(tokens.length(), bert.positions(), name));
    }
    return new Language(name, weights.hash(), bert);
  }

  ObjectNode tree() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("weights", weights).put("hash", hash);
    root.putObject("bert")
        .put("vocabulary", bert.vocabulary())
        .put("width", bert.width())
        .put("layers", bert.layers())
        .put("heads", bert.heads())
        .put("feed_forward", bert.feedForward())
        .put("positions", bert.positions())
        .put("types", bert.types())
        .put("epsilon", bert.epsilon());
    return root;
  }

  /** Reads what {@link #tree} wrote. */
  static Language parse(JsonNode root) {
    JsonNode bert = root.path("bert");
    return new Language(
        root.path("weights").asText(),
        root.path("hash").asText(),
        new BertShape(
            bert.path("vocabulary").asInt(),
            bert.path("width").asInt(),
            bert.path("layers").asInt(),
            bert.path("heads").asInt(),
            bert.path("feed_forward").asInt(),
            bert.path("positions").asInt(),
            bert.path("types").asInt(),
            bert.path("epsilon").asDouble()));
  }
}
