package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code dar data export}, {@code dar data import} of what it wrote, and {@code dar data encode}.
 */
class RecordsTest {
  @TempDir Path folder;

  private Path data;
  private Path records;

  @BeforeEach
  void makeData() {
    data = folder.resolve("data");
    records = folder.resolve("records");
    Synthetic.write(data, SyntheticOptions.vectors().withCounts(8, 4, 5), 1);
  }

  @Test
  void thereAndBack() throws IOException {
    CommandLineRun exported =
        run("data", "export", data, "--out", records, "--format", "sequence-example", "--gzip");
    assertThat(exported.out())
        .isEqualTo(
            records
                + " holds feature_spec.json and\n  train.tfrecord.gz, 8 records\n"
                + "  valid.tfrecord.gz, 4 records\n  test.tfrecord.gz, 5 records\n");
    Path again = folder.resolve("again");
    assertThat(run("data", "import", records, "--out", again).out())
        .startsWith("vectors, imported into " + again);
    assertThat(run("data", "inspect", again).out()).isEqualTo(run("data", "inspect", data).out());
  }

  @Test
  void someSplitsForPrograms() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                run("data", "export", data, "--out", records, "--split", "test,valid", "--json")
                    .out());
    assertThat(json.get("format").asText()).isEqualTo("example");
    assertThat(json.get("records").toString()).isEqualTo("{\"valid\":4,\"test\":5}");
    assertThat(records.toFile().list())
        .containsExactlyInAnyOrder("feature_spec.json", "test.tfrecord", "valid.tfrecord");
    refused("split train: expected a file train*.tfrecord", "data", "import", records);
  }

  @Test
  void whatIsRefused() {
    refused(
        "expected one of example, sequence-example, found csv",
        "data",
        "export",
        data,
        "--format",
        "csv");
    refused("none: expected a dataset directory", "data", "export", folder.resolve("none"));
    refused(
        "--task: expected with a table",
        "data",
        "import",
        records + ".tfrecord",
        "--task",
        "regression");
    refused("--length: expected with a pickle or a table", "data", "import", data, "--length", "5");
    refused("expected one pickle or table, found 2 files", "data", "import", "a.csv", "b.csv");
  }

  @Test
  void encodersThatAreNone() {
    Path none = folder.resolve("none");
    refused(
        "vectors: expected language as tokens, found none",
        "data",
        "encode",
        data,
        "--encoder",
        none);
    Path sentences = folder.resolve("sentences");
    Synthetic.write(sentences, SyntheticOptions.demo().withCounts(1, 1, 1), 1);
    refused(
        none + ": expected the folder of a SavedModel, found none",
        "data",
        "encode",
        sentences,
        "--encoder",
        none);
  }

  private void refused(String message, Object... words) {
    Path out = folder.resolve("out");
    Object[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--out";
    all[words.length + 1] = out;
    CommandLineRun run = CommandLineRun.of(all);
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.code()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  private static CommandLineRun run(Object... words) {
    CommandLineRun run = CommandLineRun.of(words);
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }
}
