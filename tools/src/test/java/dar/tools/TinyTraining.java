package dar.tools;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trainings of the least size, by a process of their own, which can be killed. */
final class TinyTraining {
  static final ImmutableList<String> SETTINGS =
      ImmutableList.of(
          "model.steps=2",
          "model.width=4",
          "model.heads=1",
          "model.feed_forward=4",
          "model.lstm_width=2",
          "model.encoder_layers=1",
          "training.batch=4");

  private TinyTraining() {}

  /** Starts the program with these words; what it writes goes to the log. */
  static Process start(List<String> words, Path log) throws IOException {
    return new ProcessBuilder(
            ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .add("-Xmx1g", "-cp", System.getProperty("java.class.path"))
                .add("dar.tools.Dar")
                .addAll(words)
                .build())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
