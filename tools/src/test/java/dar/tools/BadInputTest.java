package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dar.training.synth.Synthetic;
import dar.training.synth.SyntheticOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user may get wrong ends with 2 and one line, and leaves nothing behind. */
class BadInputTest {
  private static final String TINY =
      "model.steps=2,model.width=4,model.heads=1,model.feed_forward=4,model.lstm_width=2,"
          + "model.encoder_layers=1,training.epochs=1,training.batch=4";

  @TempDir Path folder;

  private Path data;
  private Path run;

  @BeforeEach
  void makeData() {
    data = folder.resolve("data");
    run = folder.resolve("run");
    Synthetic.write(data, SyntheticOptions.vectors().withCounts(8, 4, 4), 1);
  }

  @Test
  void missingFiles() {
    Path none = folder.resolve("none");
    refused("train", "--data", none, "--out", run).contains(none + ": expected a dataset");
    refused("train", "--data", data, "--out", run, "--config", none).contains(none.toString());
    refused("data", "import", none, "--out", run).contains(none + ": expected a file, found none");
    refused("data", "inspect", none).contains(none.toString());
    refused("evaluate", none).contains(none + ": expected a run directory");
    refused("train", "--resume", none).contains(none + ": expected a run directory");
    refused("export", none, "--out", run).contains(none + ": expected a run directory");
    refused("predict", none, "--data", data).contains(none + ": expected a run directory");
    assertThat(run).doesNotExist();
    assertThat(none).doesNotExist();
  }

  @Test
  void unknownKeysAllAtOnce() throws IOException {
    Path config = Files.writeString(folder.resolve("c.yaml"), "modle: {}\nloss: {gamma: 1}\n");
    refused("train", "--data", data, "--out", run, "--config", config, "--set", "training.epoch=3")
        .contains("unknown key modle", "unknown key loss.gamma", "unknown key training.epoch,");
    assertThat(run).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"1.5", "-0.1", "NaN", "x"})
  void ratesOutsideTheRange(String rate) {
    refused("train", "--data", data, "--out", run, "--set", "missing.rate=" + rate)
        .contains("missing.rate");
    refused("predict", run, "--data", data, "--rate", rate).contains("in [0, 1]");
    refused("evaluate", run, "--rates", "0.1," + rate).contains("in [0, 1]");
    assertThat(run).doesNotExist();
  }

  @Test
  void seedsThatNumpyDoesNotTake() {
    refused("evaluate", run, "--seeds", "4294967296").contains("4294967296");
    refused("predict", run, "--data", data, "--seed", "-1").contains("-1");
  }

  @Test
  void wordsThatAreNone() {
    refused().contains("expected a command");
    refused("trian").contains("trian");
    refused("data").contains("synth, import, export, encode, inspect");
    refused("train", "--without", "sim,task").contains("sim, diff, recon, boot", "task");
    refused("train", "--preset", "tiny").contains("default, small, sentences, demo", "tiny");
    refused("train", "--set", "seed").contains("key=value");
    refused("train", "--data", data, "--out", run, "--workers", "65")
        .contains("--workers: expected at most 64", "found 65");
    refused("train", "--resume", run, "--seed", "2").contains("--resume", "no --seed");
    refused("evaluate", run, "--split", "dev").contains("train, valid, test", "dev");
    refused("evaluate", run, "--missing", "text").contains("language, visual, acoustic", "text");
    refused("evaluate", run, "--block", "0").contains("block");
    refused("evaluate").contains("RUN");
    refused("export", data, "--out", run, "--version", "0").contains("--version", "found 0");
    refused("export", data, "--out", run, "--name", "a/b").contains("--name", "found a/b");
    refused("data", "synth", "--out", run, "--preset", "big")
        .contains("demo, vectors or mosi", "big");
  }

  /** A report of something else would take the place of the run's own. */
  @Test
  void theDirectoryOfARunForSomethingElse() throws IOException {
    Files.writeString(Files.createDirectories(run).resolve("manifest.json"), "");
    refused("bench", "--out", run).contains("a folder of its own, found the directory of a run");
    refused("reproduce", "table1", "--data", data, "--out", run)
        .contains("a folder of its own, found the directory of a run");
    assertThat(run).isDirectoryNotContaining(file -> !file.endsWith("manifest.json"));
    Path file = run.resolve("manifest.json");
    refused("bench", "--out", file).contains("expected a directory, found a file");
    refused("data", "synth", "--out", file.resolve("x")).contains("expected a");
  }

  @Test
  void emptySplit() throws IOException {
    edit(data.resolve("dataset.json"), "\"valid\" : 4", "\"valid\" : 0");
    refused("train", "--data", data, "--out", run).contains("split valid: expected at least 1");
    assertThat(run).doesNotExist();
  }

  @Test
  void labelsOutsideTheRange() throws IOException {
    Path labels = data.resolve("train/labels.npy");
    byte[] bytes = Files.readAllBytes(labels);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, 7);
    Files.write(labels, bytes);
    refused("train", "--data", data, "--out", run)
        .contains("labels.npy: row 7: expected a label in [-3.0, 3.0], found 7.0");
    assertThat(run).doesNotExist();
  }

  @Test
  void filesOfAnotherShape() throws IOException {
    Path visual = data.resolve("test/visual.npy");
    byte[] bytes = Files.readAllBytes(visual);
    Files.write(visual, java.util.Arrays.copyOf(bytes, bytes.length - 4));
    refused("train", "--data", data, "--out", run).contains("visual.npy");
    assertThat(run).doesNotExist();
  }

  @Test
  void whatExistsIsNotOverwritten() throws IOException {
    Files.createDirectory(run);
    Files.writeString(run.resolve("notes.txt"), "mine");
    refused("train", "--data", data, "--out", run).contains("expected a new or empty run");
    refused("data", "synth", "--out", run).contains("expected a folder to be made");
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files).containsExactly(run.resolve("notes.txt"));
    }
  }

  @Test
  void runDirectoryOfAnotherVersionOrOtherData() throws IOException {
    CommandLineRun trained = train();
    assertThat(trained.code()).as(trained.err()).isZero();

    Path other = folder.resolve("other");
    Synthetic.write(other, SyntheticOptions.vectors().withCounts(9, 4, 4), 1);
    refused("train", "--resume", run, "--data", other)
        .contains("expected the data of the training");
    Path mosi = folder.resolve("mosi");
    Synthetic.write(mosi, SyntheticOptions.mosi().withCounts(1, 1, 1), 1);
    refused("evaluate", run, "--data", mosi).contains("mosi: language: expected 16 steps of 24");
    refused("predict", run, "--data", mosi).contains("mosi: language: expected 16 steps of 24");

    edit(run.resolve("manifest.json"), "\"format\" : 1", "\"format\" : 99");
    refused("evaluate", run).contains("expected a run directory of format 1, found 99");
    refused("train", "--resume", run).contains("expected a run directory of format 1, found 99");
    refused("predict", run, "--data", data).contains("format 1, found 99");
    refused("export", run, "--out", other.resolve("x")).contains("format 1, found 99");
    Files.writeString(run.resolve("manifest.json"), "");
    refused("evaluate", run).contains("expected a run directory of format 1, found none");
  }

  private CommandLineRun train() {
    java.util.List<Object> words =
        new java.util.ArrayList<>(java.util.List.of("train", "--data", data, "--out", run));
    for (String setting : com.google.common.base.Splitter.on(',').split(TINY)) {
      words.add("--set");
      words.add(setting);
    }
    return CommandLineRun.of(words.toArray());
  }

  private static Refusal refused(Object... args) {
    CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("dar: ").endsWith("\n");
    assertThat(run.err().strip().lines()).hasSize(1);
    return new Refusal(run.err());
  }

  private record Refusal(String line) {
    void contains(String... parts) {
      assertThat(line).contains(parts);
    }
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
