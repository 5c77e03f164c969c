package dar.tools.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What {@code dar bench} found; as JSON, its components by name.
 *
 * @param failed sizes that could not be measured
 */
public record BenchResult(
    Machine machine, int rounds, List<CaseResult> cases, List<Failure> failed) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  public BenchResult {
    cases = List.copyOf(cases);
    failed = List.copyOf(failed);
  }

  /**
   * A size whose process broke off.
   *
   * @param why as its process told last
   */
  public record Failure(Case size, String why) {}

  public ObjectNode json() {
    return MAPPER.valueToTree(this);
  }

  static BenchResult parse(String json) {
    try {
      return MAPPER.readValue(json, BenchResult.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
