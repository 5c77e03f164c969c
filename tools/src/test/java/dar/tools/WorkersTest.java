package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trainings of several processes. */
class WorkersTest {
  private static final int EPOCHS = 6;

  private static final Offset<Double> CLOSE = Offset.offset(1e-4);

  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void makeData() {
    data = folder.resolve("data");
    Synthetic.write(data, SyntheticOptions.vectors().withCounts(13, 4, 4), 1);
  }

  /**
   * The last batch of an epoch is a single sample. The run of two processes loses one of them, says
   * so, and goes on to the numbers of the run of one.
   */
  @Test
  @Timeout(300)
  void aLostWorkerEndsTheRunAndItGoesOn() throws Exception {
    Path killed = folder.resolve("killed");
    Path log = folder.resolve("killed.log");
    kill(killed, log);
    assertThat(Files.readString(log).lines().filter(line -> line.startsWith("dar: ")))
        .singleElement()
        .asString()
        .startsWith("dar: worker 1 of 0 to 1: expected ")
        .contains("found exit code 137", killed.resolve("worker-1.log").toString())
        .endsWith("dar train --resume " + killed + " goes on");

    CommandLineRun resumed = CommandLineRun.of("train", "--resume", killed, "--workers", 2);
    assertThat(resumed.code()).as(resumed.err()).isZero();
    Path alone = folder.resolve("alone");
    CommandLineRun leftAlone = CommandLineRun.of(words(alone).toArray());
    assertThat(leftAlone.code()).as(leftAlone.err()).isZero();
    assertSameMetrics(alone, killed);
  }

  /** Trains until an epoch is done, then kills the worker. */
  private void kill(Path run, Path log) throws Exception {
    List<String> words = words(run);
    words.addAll(List.of("--workers", "2"));
    Process process = TinyTraining.start(words, log);
    while (!Files.exists(run.resolve("checkpoints/last")) && process.isAlive()) {
      Thread.sleep(20);
    }
    List<ProcessHandle> workers = process.children().toList();
    assertThat(workers).hasSize(1);
    workers.get(0).destroyForcibly();
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private static void assertSameMetrics(Path expected, Path found) throws IOException {
    List<String> one = Files.readAllLines(expected.resolve("metrics.jsonl"));
    List<String> several = Files.readAllLines(found.resolve("metrics.jsonl"));
    assertThat(several).hasSameSizeAs(one).hasSize(2 * EPOCHS);
    for (int i = 0; i < one.size(); i++) {
      JsonNode values = new ObjectMapper().readTree(several.get(i));
      for (var field : new ObjectMapper().readTree(one.get(i)).properties()) {
        assertThat(values.get(field.getKey()).asDouble())
            .as(field.getKey() + " of line " + i)
            .isCloseTo(field.getValue().asDouble(), CLOSE);
      }
    }
  }

  @Test
  void whatIsWrongIsRefusedBeforeAnythingIsWritten() {
    Path out = folder.resolve("out");
    refused(out, "--workers", "0").contains("--workers: expected at least 1, found 0");
    refused(out, "--workers", "two").contains("--workers", "two");
    refused(out, "--workers", "2", "--eager").contains("--workers: expected 1 beside --eager");
    assertThat(out).doesNotExist();
  }

  private AbstractStringAssert<?> refused(Path out, Object... words) {
    List<Object> all = new ArrayList<>(List.of("train", "--data", data, "--out", out));
    all.addAll(Arrays.asList(words));
    CommandLineRun run = CommandLineRun.of(all.toArray());
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err().strip().lines()).hasSize(1);
    return assertThat(run.err());
  }

  private List<String> words(Path out) {
    List<String> words = new ArrayList<>(List.of("train", "--data", data.toString()));
    words.addAll(List.of("--out", out.toString(), "--set", "training.epochs=" + EPOCHS));
    TinyTraining.SETTINGS.forEach(setting -> words.addAll(List.of("--set", setting)));
    return words;
  }
}
