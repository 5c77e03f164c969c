package dar.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.Objective;
import dar.graph.input.BadInputException;
import dar.graph.input.Hyperparameters;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A configuration as a tree whose keys are the records' components in snake_case, and back. */
final class ConfigurationCodec {
  /** Keys that may be left open; they take a number where they are not. */
  static final Set<String> NULLABLE =
      Set.of("missing.language", "missing.visual", "missing.acoustic");

  /** Keys that take a number or one of some words. */
  static final Set<String> NUMBERS_OR_WORDS = Set.of("missing.rate");

  private static final String WITHOUT = "without";
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final ObjectNode tree;
  private final List<String> problems;

  private ConfigurationCodec(ObjectNode tree, List<String> problems) {
    this.tree = tree;
    this.problems = problems;
  }

  static ObjectNode tree(Configuration configuration) {
    ObjectNode tree = MAPPER.valueToTree(configuration);
    // A set has no order; the file has one.
    ArrayNode without = MAPPER.createArrayNode();
    configuration.loss().without().stream().sorted().forEach(term -> without.add(term.key()));
    ((ObjectNode) tree.get("loss")).set(WITHOUT, without);
    return tree;
  }

  /**
   * What a tree of all keys says; null where {@code problems} took something that a record refuses.
   */
  static Configuration configuration(ObjectNode tree, List<String> problems) {
    return new ConfigurationCodec(tree, problems).configuration();
  }

  private Configuration configuration() {
    Hyperparameters model = section("model", Hyperparameters.class);
    Configuration.Language language = section("language", Configuration.Language.class);
    Objective loss = terms() ? section("loss", Objective.class) : null;
    Configuration.Missing missing = section("missing", Configuration.Missing.class);
    Configuration.Optimizer optimizer = section("optimizer", Configuration.Optimizer.class);
    Configuration.Loop training = section("training", Configuration.Loop.class);
    return problems.isEmpty()
        ? new Configuration(
            tree.get("seed").asLong(), model, language, loss, missing, optimizer, training)
        : null;
  }

  /** Section by section, so that one that is refused does not hide another. */
  private <T> T section(String name, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree.get(name), type);
    } catch (InvalidFormatException e) { // a text that names no constant of an enum
      problems.add(
          "%s.%s: expected one of %s, found %s"
              .formatted(
                  name,
                  e.getPath().get(e.getPath().size() - 1).getFieldName(),
                  MAPPER.valueToTree(e.getTargetType().getEnumConstants()),
                  e.getValue()));
      return null;
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof BadInputException refusal) {
        problems.add(refusal.getMessage());
        return null;
      }
      throw new IllegalStateException(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the terms the names that Java has for them. */
  private boolean terms() {
    ObjectNode loss = (ObjectNode) tree.get("loss");
    ArrayNode named = tree.arrayNode();
    boolean known = true;
    for (JsonNode key : loss.get(WITHOUT)) {
      List<Objective.Term> matching =
          Arrays.stream(Objective.Term.values())
              .filter(term -> term.key().equals(key.asText()))
              .toList();
      if (matching.isEmpty()) {
        problems.add("loss.without: expected sim, diff, recon or boot, found " + key);
        known = false;
      }
      matching.forEach(term -> named.add(term.name()));
    }
    loss.set(WITHOUT, named);
    return known;
  }
}
