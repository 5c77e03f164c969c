package dar.savedmodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.JsonFailure;
import dar.graph.input.BadInputException;
import dar.graph.input.Modality;
import dar.graph.input.ModalityShape;
import dar.graph.input.Task;
import dar.graph.input.TokenShape;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The text of {@code dar.json}. Keys that a later version may add are passed over; the number of
 * the format changes when a known key changes its meaning.
 */
final class DescriptionJson {
  private static final int FORMAT = 1;
  private static final String TOKENS = "tokens";
  private static final String STEPS = "steps";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private DescriptionJson() {}

  static String write(ModelDescription description) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT).put("name", description.name());
    ObjectNode task = root.putObject("task");
    if (description.task() instanceof Task.Classification classification) {
      task.put("kind", "classification").put("classes", classification.classes());
    } else {
      task.put("kind", "regression");
    }
    root.putObject("labels").put("min", description.labelMin()).put("max", description.labelMax());
    ObjectNode modalities = root.putObject("modalities");
    description
        .shapes()
        .forEach(
            (modality, shape) ->
                modalities
                    .putObject(modality.key())
                    .put("length", shape.length())
                    .put("width", shape.width()));
    description
        .tokens()
        .ifPresent(
            tokens ->
                root.putObject(TOKENS)
                    .put("length", tokens.length())
                    .put("vocabulary", tokens.vocabulary()));
    description.steps().ifPresent(steps -> root.put(STEPS, steps));
    return root.toPrettyString() + "\n";
  }

  static ModelDescription read(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException("expected JSON, found " + JsonFailure.found(e), e);
    }
    if (whole(root, "format") != FORMAT) {
      throw new BadInputException(
          "format: expected %d, found %s".formatted(FORMAT, root.path("format")));
    }
    return new ModelDescription(
        text(root, "name"),
        task(root.path("task")),
        number(root.path("labels"), "min"),
        number(root.path("labels"), "max"),
        shapes(root.path("modalities")),
        Optional.ofNullable(root.get(TOKENS))
            .map(node -> new TokenShape(whole(node, "length"), whole(node, "vocabulary"))),
        root.has(STEPS) ? OptionalInt.of(whole(root, STEPS)) : OptionalInt.empty());
  }

  private static Task task(JsonNode task) {
    String kind = text(task, "kind");
    return switch (kind) {
      case "regression" -> new Task.Regression();
      case "classification" -> new Task.Classification(whole(task, "classes"));
      default ->
          throw new BadInputException(
              "task.kind: expected regression or classification, found " + kind);
    };
  }

  private static Map<Modality, ModalityShape> shapes(JsonNode node) {
    Map<Modality, ModalityShape> shapes = new EnumMap<>(Modality.class);
    for (Modality modality : Modality.values()) {
      if (node.has(modality.key())) {
        JsonNode shape = node.get(modality.key());
        shapes.put(modality, new ModalityShape(whole(shape, "length"), whole(shape, "width")));
      }
    }
    return shapes;
  }

  private static String text(JsonNode node, String key) {
    return expect(node, key, "a text", node.path(key).isTextual()).asText();
  }

  private static double number(JsonNode node, String key) {
    return expect(node, key, "a number", node.path(key).isNumber()).asDouble();
  }

  private static int whole(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return expect(node, key, "a whole number", value.isIntegralNumber() && value.canConvertToInt())
        .asInt();
  }

  private static JsonNode expect(JsonNode node, String key, String what, boolean holds) {
    JsonNode value = node.path(key);
    if (!holds) {
      throw new BadInputException(
          "%s: expected %s, found %s"
              .formatted(key, what, value.isMissingNode() ? "nothing" : value));
    }
    return value;
  }
}
