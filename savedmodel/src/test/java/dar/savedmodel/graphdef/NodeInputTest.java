package dar.savedmodel.graphdef;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeInputTest {

  @ParameterizedTest
  @ValueSource(strings = {"scope/add", "scope/add:2", "^scope/add"})
  void isSpelledAsItWas(String text) {
    NodeInput input = NodeInput.parse(text);
    assertThat(input.operation()).isEqualTo("scope/add");
    assertThat(input).hasToString(text);
    assertThat(input.at("mul")).hasToString(text.replace("scope/add", "mul"));
  }

  @Test
  void theFirstOutputNeedsNoNumber() {
    assertThat(NodeInput.parse("add:0")).isEqualTo(NodeInput.parse("add")).hasToString("add");
  }
}
