package dar.training.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Plain YAML: maps, lists and scalars. Tags, anchors and aliases are refused, because nothing here
 * needs them and they are how YAML names classes and grows without bound.
 */
final class Yaml {
  private static final int DEEPEST = 10;

  private static final YAMLMapper MAPPER = YAMLMapper.builder(factory()).build();

  static {
    MAPPER.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  private Yaml() {}

  /**
   * Reads one document.
   *
   * @param source what messages call it
   */
  static JsonNode read(String source, String text) {
    try {
      expectPlain(source, text);
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s: expected YAML, found %s".formatted(source, where(e) + oneLine(e)), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document's text, the same bytes for the same tree. */
  static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static YAMLFactory factory() {
    return YAMLFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .build();
  }

  private static void expectPlain(String source, String text) throws IOException {
    try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.getTypeId() != null || parser.getObjectId() != null || parser.isCurrentAlias()) {
          throw new BadInputException(
              "%s: line %d: expected plain YAML, found a tag, an anchor or an alias"
                  .formatted(source, parser.currentTokenLocation().getLineNr()));
        }
      }
    }
  }

  private static String where(JsonProcessingException failure) {
    return failure.getLocation() == null
        ? ""
        : "on line %d: ".formatted(failure.getLocation().getLineNr());
  }

  private static String oneLine(JsonProcessingException failure) {
    return failure.getOriginalMessage().strip().replaceAll("\\s+", " ");
  }
}
