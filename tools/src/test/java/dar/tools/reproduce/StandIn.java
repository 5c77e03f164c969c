package dar.tools.reproduce;

import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that stands where {@code dar train} does: it takes the same words, begins a run
 * directory or goes on with one, and ends it at once. Each call adds a line to {@code calls.txt}
 * beside the data. A cell whose name stands in {@code fail.txt} there fails.
 */
final class StandIn {
  private StandIn() {}

  /** The words that start it. */
  static List<String> program() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        StandIn.class.getName());
  }

  public static void main(String[] words) throws IOException {
    Path data = Path.of(option(words, "--data"));
    boolean resume = List.of(words).contains("--resume");
    Path run = Path.of(option(words, resume ? "--resume" : "--out"));
    Files.writeString(
        data.resolveSibling("calls.txt"),
        "%s %s with %s threads\n"
            .formatted(
                resume ? "resume" : "begin",
                run.getFileName(),
                System.getenv("TF_NUM_INTRAOP_THREADS")),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (!resume) {
      begin(run, configuration(words), data);
    }
    Path fail = data.resolveSibling("fail.txt");
    if (Files.exists(fail) && Files.readString(fail).contains(run.getFileName().toString())) {
      throw new IllegalStateException("as it was told to");
    }
    Files.writeString(run.resolve(CellFolder.LAST), "{}");
  }

  /** What a reproduction looks at; TensorFlow, which would take seconds, is left alone. */
  private static void begin(Path run, Configuration configuration, Path data) throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("config.yaml"), ConfigurationFile.text(configuration));
    try (Dataset dataset = Dataset.open(data)) {
      Files.writeString(
          run.resolve("manifest.json"),
          """
          {"commit": "%s", "data": {"contentHash": "%s"}}
          """
              .formatted(System.getProperty("dar.commit", "unknown"), dataset.hash()));
    }
  }

  private static Configuration configuration(String[] words) {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("--set")) {
        settings.add(words[i + 1]);
      }
    }
    settings.add("seed=" + option(words, "--seed"));
    return ConfigurationFile.resolve(
        "default", Optional.of(Path.of(option(words, "--config"))), settings);
  }

  private static String option(String[] words, String name) {
    return words[List.of(words).indexOf(name) + 1];
  }
}
