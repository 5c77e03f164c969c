package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dar.graph.input.BadInputException;
import dar.training.run.DivergedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DarTest {

  @Test
  void everyCommandHelpsOnStandardOutput() {
    for (List<String> command : commands(new CommandLine(new Dar()), List.of())) {
      List<Object> words = new java.util.ArrayList<>(command);
      words.add("--help");
      CommandLineRun run = CommandLineRun.of(words.toArray());
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("Usage: dar").contains("--help", "Exit codes:");
      assertThat(run.err()).isEmpty();
    }
  }

  private static List<List<String>> commands(CommandLine line, List<String> path) {
    List<List<String>> all = new java.util.ArrayList<>(List.of(path));
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> longer = new java.util.ArrayList<>(path);
              longer.add(name);
              all.addAll(commands(command, longer));
            });
    return all;
  }

  @Test
  void theVersion() {
    assertThat(CommandLineRun.of("--version").out()).startsWith("dar ");
  }

  @Test
  void failuresAreOneLine() {
    assertThat(failure(new BadInputException("x: expected 1,\n found 2"), false))
        .isEqualTo("2 dar: x: expected 1, found 2\n");
    assertThat(failure(new IllegalStateException(new BadInputException("inner")), false))
        .isEqualTo("2 dar: inner\n");
    assertThat(failure(new UncheckedIOException(new IOException("No space left on device")), false))
        .isEqualTo("2 dar: expected room on the disk, found no space left\n");
    assertThat(failure(new DivergedException("epoch 3: no number"), false))
        .isEqualTo("1 dar: epoch 3: no number\n");
    assertThat(failure(new OutOfMemoryError("Java heap space"), false))
        .isEqualTo("1 dar: java.lang.OutOfMemoryError: Java heap space (--debug shows where)\n");
  }

  @Test
  void debugShowsTheStack() {
    assertThat(failure(new IllegalStateException("broken"), true))
        .startsWith("1 dar: ")
        .contains("\tat dar.tools.DarTest");
    assertThat(CommandLineRun.of("data", "inspect", "/no/such/path", "--debug").err())
        .contains("\tat dar.");
  }

  private static String failure(Throwable failure, boolean stack) {
    StringWriter err = new StringWriter();
    int code = new Failures(new PrintWriter(err), () -> stack).execution(failure);
    return code + " " + err;
  }
}
