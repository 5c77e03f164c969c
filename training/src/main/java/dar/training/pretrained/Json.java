package dar.training.pretrained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.JsonFailure;
import dar.graph.file.OneLine;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON of unknown origin: one object, no key twice, no more bytes than it may have. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  static ObjectNode create() {
    return MAPPER.createObjectNode();
  }

  /** The bytes of a file. */
  static byte[] bytes(Path file, int most) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": expected a file, found none");
    }
    if (Files.size(file) > most) {
      throw new BadInputException(
          "%s: expected at most %d bytes, found %d".formatted(file, most, Files.size(file)));
    }
    return Files.readAllBytes(file);
  }

  /** The object that the bytes hold; blanks may follow it. */
  static ObjectNode object(String subject, byte[] bytes) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s: expected JSON, found %s".formatted(subject, JsonFailure.found(e)), e);
    }
    if (root instanceof ObjectNode object) {
      return object;
    }
    throw new BadInputException(
        "%s: expected a JSON object, found %s"
            .formatted(subject, OneLine.of(JsonFailure.found(root))));
  }
}
