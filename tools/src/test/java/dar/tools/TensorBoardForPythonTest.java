package dar.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Writes a run, stopped after two epochs and resumed twice, for {@code
 * tools/interop/check_tensorboard.py} to judge. Runs with {@code -Ddar.interop.board=FOLDER} only.
 */
class TensorBoardForPythonTest {
  private static final String OUT = "dar.interop.board";

  @Test
  void aResumedRun() throws IOException {
    String out = System.getProperty(OUT, "");
    assumeTrue(!out.isEmpty(), "no folder to write to: give -D" + OUT + "=FOLDER");
    Path data = Path.of(out, "data");
    Path run = Path.of(out, "run");
    succeed("data", "synth", "--preset", "vectors", "--out", data, "--seed", 3);
    succeed(
        "train",
        "--data",
        data,
        "--out",
        run,
        "--set",
        "model.steps=2",
        "--set",
        "model.width=8",
        "--set",
        "model.heads=2",
        "--set",
        "model.feed_forward=8",
        "--set",
        "model.lstm_width=4",
        "--set",
        "training.epochs=2");
    Path saved = Path.of(out, "saved");
    copy(run.resolve("checkpoints"), saved);
    resumeTo(run, 3);
    // As if epoch 3 had never reached its checkpoint: TensorBoard has to forget what is there of
    // it.
    copy(saved, run.resolve("checkpoints"));
    resumeTo(run, 4);
    assertThat(run.resolve("tensorboard/valid").toFile().list()).hasSize(3);
  }

  private static void resumeTo(Path run, int epochs) throws IOException {
    Path config = run.resolve("config.yaml");
    Files.writeString(
        config, Files.readString(config).replaceFirst("  epochs: \\d+", "  epochs: " + epochs));
    succeed("train", "--resume", run);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void succeed(Object... args) {
    CommandLineRun run = CommandLineRun.of(args);
    assertThat(run.code()).as(run.err()).isZero();
  }
}
