package dar.tools.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Optional;

/** The first key in which two configurations differ, as a message tells it. */
final class Difference {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Difference() {}

  /** A configuration's text as a tree; what is not YAML equals nothing. */
  static JsonNode tree(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** {@code training.epochs: expected 3, found 2}; empty where they are the same. */
  static Optional<String> between(JsonNode expected, JsonNode found) {
    return between("", expected, found);
  }

  private static Optional<String> between(String path, JsonNode expected, JsonNode found) {
    if (expected.isObject() && found.isObject()) {
      return Sets.union(
              ImmutableSet.copyOf(expected.fieldNames()), ImmutableSet.copyOf(found.fieldNames()))
          .stream()
          .flatMap(
              key ->
                  between(
                      path + (path.isEmpty() ? "" : ".") + key, expected.path(key), found.path(key))
                      .stream())
          .findFirst();
    }
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of("%s: expected %s, found %s".formatted(path, shown(expected), shown(found)));
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "none" : value.toString();
  }
}
