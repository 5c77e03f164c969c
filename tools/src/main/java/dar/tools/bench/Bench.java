package dar.tools.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.io.CharStreams;
import dar.tools.child.ChildProgram;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Measures sizes one after the other, each by a process of its own: so that a start is a start,
 * memory is that size's own, and one that does not fit ends nothing else.
 */
public final class Bench {
  private final int rounds;
  private final List<CaseResult> cases = new ArrayList<>();
  private final List<BenchResult.Failure> failed = new ArrayList<>();

  private Bench(int rounds) {
    this.rounds = rounds;
  }

  /**
   * Measures them all; a single one in this process.
   *
   * @param begins is told of each size, and how many came before
   */
  public static BenchResult run(List<Case> sizes, int rounds, BiConsumer<Case, Integer> begins) {
    Bench bench = new Bench(rounds);
    for (int i = 0; i < sizes.size(); i++) {
      begins.accept(sizes.get(i), i);
      if (sizes.size() == 1) {
        bench.cases.add(CaseRun.measure(sizes.get(i), rounds));
      } else {
        bench.measureApart(sizes.get(i));
      }
    }
    return new BenchResult(Machine.here(), rounds, bench.cases, bench.failed);
  }

  private void measureApart(Case size) {
    try {
      Path errors = Files.createTempFile("dar-bench", ".log");
      try {
        Process process =
            new ProcessBuilder(command(size))
                .redirectInput(Redirect.PIPE)
                .redirectError(errors.toFile())
                .start();
        endFirst(process);
        try (Reader reader =
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
          String told = CharStreams.toString(reader);
          int code = process.waitFor();
          if (code == 0) {
            cases.addAll(BenchResult.parse(told).cases());
          } else {
            failed.add(new BenchResult.Failure(size, why(code, Files.readString(errors))));
          }
        }
      } finally {
        Files.delete(errors);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where memory runs short, Linux ends it before anything else on the machine. */
  private static void endFirst(Process process) throws IOException {
    Path score = Path.of("/proc", Long.toString(process.pid()), "oom_score_adj");
    if (Files.isWritable(score)) {
      Files.writeString(score, "1000", StandardOpenOption.WRITE);
    }
  }

  private List<String> command(Case size) {
    return ImmutableList.<String>builder()
        .addAll(ChildProgram.words())
        .add("bench", "--json")
        .add("--preset", size.preset())
        .add("--precision", size.precision())
        .add("--steps", Integer.toString(size.steps()))
        .add("--batch", Integer.toString(size.batch()))
        .add("--rounds", Integer.toString(rounds))
        .build();
  }

  private static String why(int code, String errors) {
    String last = errors.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b).strip();
    return code > 128 && last.isEmpty()
        ? "ended by signal %d, which for 9 is a lack of memory".formatted(code - 128)
        : "exit code %d: %s".formatted(code, last);
  }
}
