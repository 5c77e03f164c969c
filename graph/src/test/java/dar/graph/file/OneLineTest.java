package dar.graph.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void lettersOfAnyScriptAreKept() {
    assertThat(OneLine.of("schön, 很好 👍")).isEqualTo("schön, 很好 👍");
  }

  @Test
  void whatATerminalWouldActOnIsNot() {
    assertThat(OneLine.of("a\nb\u2028c\u001b[2Jd\u202ee\u009b")).isEqualTo("a?b?c?[2Jd?e?");
  }

  @Test
  void longOnesAreCutAndEmptyOnesNamed() {
    assertThat(OneLine.of("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
    assertThat(OneLine.of("x".repeat(79) + "👍x")).isEqualTo("x".repeat(79) + "...");
    assertThat(OneLine.of("")).isEqualTo("nothing");
  }
}
