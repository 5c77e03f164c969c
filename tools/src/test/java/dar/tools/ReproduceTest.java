package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real trainings, tiny ones, by processes of their own. */
class ReproduceTest {
  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void makeData() {
    data = folder.resolve("data");
    Synthetic.write(data, SyntheticOptions.vectors().withCounts(16, 4, 8), 1);
  }

  /** A killed program takes its trainings with it, and another one ends with the same bytes. */
  @Test
  @Timeout(900)
  void aKilledReproductionGoesOn() throws Exception {
    Path killed = folder.resolve("killed");
    Process process = TinyTraining.start(words(killed), folder.resolve("killed.log"));
    Path finished = killed.resolve("cells/full-seed1/report.html");
    while (!Files.exists(finished) && process.isAlive()) {
      Thread.sleep(20);
    }
    List<ProcessHandle> trainings = process.descendants().toList();
    process.destroyForcibly().waitFor();
    for (ProcessHandle training : trainings) {
      training.onExit().get();
    }
    assertThat(killed.resolve("cells/full-seed2/report.html")).doesNotExist();
    Map<Path, FileTime> before = times(killed.resolve("cells/full-seed1"));

    CommandLineRun resumed = CommandLineRun.of(words(killed).toArray());
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(times(killed.resolve("cells/full-seed1"))).isEqualTo(before);

    Path alone = folder.resolve("alone");
    CommandLineRun leftAlone = CommandLineRun.of(words(alone).toArray());
    assertThat(leftAlone.code()).as(leftAlone.err()).isZero();
    assertThat(resumed.out()).contains("DAR, paper", "AUILC");
    assertThat(resumed.out().replace(killed.toString(), alone.toString()))
        .isEqualTo(leftAlone.out());
    for (String file : List.of("base.yaml", "cells/full-seed2/robustness.json")) {
      assertThat(killed.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
    }
    assertThat(Files.readString(killed.resolve("index.json")).replace(killed.toString(), ""))
        .isEqualTo(Files.readString(alone.resolve("index.json")).replace(alone.toString(), ""));
  }

  @Test
  void aFailedTrainingIsTold() {
    Path out = folder.resolve("failed");
    List<Object> words =
        new ArrayList<>(words(out, "optimizer.learning_rate=1e30", "training.epochs=3"));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("Table 1: robustness");
    assertThat(run.err().lines().toList().get((int) run.err().lines().count() - 1))
        .startsWith("dar: 2 of 2 cells failed, the first is full-seed1: exit code 1: dar: epoch ")
        .endsWith("(see " + out.resolve("logs") + ")");
  }

  @Test
  void whatIsWrongIsRefusedBeforeAnythingIsWritten() {
    Path out = folder.resolve("out");
    refused(out, "table4").contains("table1, table2, table3, figure4, beyond, all", "table4");
    refused(out, "table1", "--jobs", "0").contains("--jobs: expected at least 1, found 0");
    refused(out, "table1", "--against", "sims").contains("mosi, mosei", "sims");
    refused(out, "table1", "--seeds", "1,x").contains("x");
    refused(out, "table2", "--set", "loss.without=sim").contains("loss.without");
    refused(out, "table1", "--set", "model.widht=3").contains("unknown key model.widht");
    assertThat(out).doesNotExist();
  }

  private AbstractStringAssert<?> refused(Path out, Object... words) {
    List<Object> all = new ArrayList<>(List.of("reproduce"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--data", data, "--out", out));
    CommandLineRun run = CommandLineRun.of(all.toArray());
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().strip().lines()).hasSize(1);
    return assertThat(run.err());
  }

  private List<String> words(Path out, String... more) {
    List<String> words =
        new ArrayList<>(List.of("reproduce", "table1", "--seeds", "1,2", "--jobs", "1"));
    words.addAll(List.of("--data", data.toString(), "--out", out.toString(), "--epochs", "2"));
    Stream.concat(TinyTraining.SETTINGS.stream(), Stream.of(more))
        .forEach(setting -> words.addAll(List.of("--set", setting)));
    return words;
  }

  private static Map<Path, FileTime> times(Path folder) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }
}
