package dar.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import dar.graph.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tree of all keys, laid over again and again. The tree of the defaults is its own schema: a
 * key that it lacks is unknown, and a value must be of the kind of the default. Problems are
 * gathered, so that a user sees all of them at once.
 */
final class ConfigurationTree {
  private final ObjectNode tree;
  private final List<String> problems = new ArrayList<>();

  ConfigurationTree(Configuration base) {
    tree = ConfigurationCodec.tree(base);
  }

  /** Puts the values of {@code layer} over those that are there. */
  void put(String source, JsonNode layer) {
    if (layer.isMissingNode() || layer.isNull()) {
      return; // a file that holds nothing but comments
    }
    if (!layer.isObject()) {
      problems.add("%s: expected keys and values, found %s".formatted(source, layer));
      return;
    }
    put(source, "", tree, layer);
  }

  /** The configuration, if nothing was wrong. */
  Configuration finish() {
    if (problems.isEmpty()) {
      Configuration configuration = ConfigurationCodec.configuration(tree, problems);
      if (problems.isEmpty()) {
        return configuration;
      }
    }
    throw new BadInputException(String.join("; ", problems));
  }

  private void put(String source, String prefix, ObjectNode base, JsonNode layer) {
    for (Map.Entry<String, JsonNode> entry : layer.properties()) {
      String name = prefix + entry.getKey();
      JsonNode known = base.get(entry.getKey());
      if (known == null) {
        problems.add(
            "%s: unknown key %s, expected %s"
                .formatted(source, name, String.join(", ", names(prefix, base))));
      } else if (known instanceof ObjectNode section) {
        if (entry.getValue().isObject()) {
          put(source, name + ".", section, entry.getValue());
        } else {
          problems.add(problem(source, name, "keys and values", entry.getValue()));
        }
      } else {
        base.set(entry.getKey(), leaf(source, name, known, entry.getValue()));
      }
    }
  }

  private static List<String> names(String prefix, ObjectNode section) {
    return section.properties().stream().map(key -> prefix + key.getKey()).toList();
  }

  private JsonNode leaf(String source, String name, JsonNode known, JsonNode found) {
    if (known.isArray()) {
      return list(source, name, known, found);
    }
    if (ConfigurationCodec.NUMBERS_OR_WORDS.contains(name)) {
      JsonNode either = number(found);
      boolean fits = either.isNumber() || either.isTextual();
      return check(fits, source, name, "a number or a word", known, either);
    }
    if (known.isTextual()) {
      return check(found.isTextual(), source, name, "a text", known, found);
    }
    if (known.isBoolean()) {
      return check(found.isBoolean(), source, name, "true or false", known, found);
    }
    if (known.isIntegralNumber()) {
      boolean fits = known.isInt() ? found.canConvertToInt() : found.canConvertToLong();
      return check(fits && found.isIntegralNumber(), source, name, "a whole number", known, found);
    }
    if (found.isNull() && ConfigurationCodec.NULLABLE.contains(name)) {
      return found;
    }
    JsonNode number = number(found);
    return check(number.isNumber(), source, name, "a number", known, number);
  }

  private JsonNode list(String source, String name, JsonNode known, JsonNode found) {
    if (found.isTextual() && !found.asText().isBlank()) { // a,b of a command line
      ArrayNode items = tree.arrayNode();
      for (String item : Splitter.on(',').trimResults().split(found.asText())) {
        items.add(item);
      }
      return items;
    }
    return check(found.isArray(), source, name, "a list", known, found);
  }

  /** YAML 1.1 takes 1e-4, which has no point, for a text. */
  private static JsonNode number(JsonNode found) {
    if (!found.isTextual()) {
      return found.isNumber() ? DoubleNode.valueOf(found.asDouble()) : found;
    }
    try {
      return DoubleNode.valueOf(Double.parseDouble(found.asText()));
    } catch (NumberFormatException e) {
      return found;
    }
  }

  private JsonNode check(
      boolean fits, String source, String name, String expected, JsonNode known, JsonNode found) {
    if (fits) {
      return found;
    }
    problems.add(problem(source, name, expected, found));
    return known;
  }

  private static String problem(String source, String name, String expected, JsonNode found) {
    return "%s: %s: expected %s, found %s".formatted(source, name, expected, found);
  }
}
