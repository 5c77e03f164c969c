package dar.training.run;

import dar.graph.file.FileFailure;
import dar.graph.file.WholeFile;
import dar.graph.input.BadInputException;
import dar.graph.input.LanguageModel;
import dar.graph.input.ModelSpec;
import dar.training.config.Configuration;
import dar.training.config.ConfigurationFile;
import dar.training.data.Dataset;
import dar.training.data.DatasetDescription;
import dar.training.pretrained.PretrainedBert;
import dar.training.pretrained.PretrainedBerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run leaves on disk: {@code config.yaml}, {@code manifest.json}, {@code metrics.jsonl},
 * {@code checkpoints/} and, where language comes as tokens, {@code tokenizer.json}.
 */
public record RunDirectory(Path path, Configuration configuration, Manifest manifest) {
  private static final String CONFIG = "config.yaml";
  private static final String MANIFEST = "manifest.json";
  private static final String TOKENIZER = "tokenizer.json";

  /** Begins a run; the directory must not exist yet, or be empty. */
  public static RunDirectory create(
      Path path, Configuration configuration, Dataset data, Path dataPath) {
    // Refused before anything is written.
    configuration.training().select().metrics(data.description().task());
    try {
      if (Files.exists(path) && !isEmpty(path)) {
        throw new BadInputException(
            path + ": expected a new or empty run directory, found files in it");
      }
      Optional<Language> language = Optional.empty();
      byte[] tokenizer = {};
      if (data.tokens().isPresent()) {
        String name = configuration.language().weights();
        try (PretrainedBert weights = PretrainedBerts.open(name)) {
          language = Optional.of(Language.of(name, weights, data.tokens().get()));
          tokenizer = weights.tokenizer();
        }
      }
      Manifest manifest =
          Manifest.of(configuration.seed(), data, dataPath.toAbsolutePath(), language);
      String text = manifest.text(); // takes a second; a folder without it is of no use
      Files.createDirectories(path);
      if (language.isPresent()) {
        Files.write(path.resolve(TOKENIZER), tokenizer);
      }
      Files.writeString(path.resolve(CONFIG), ConfigurationFile.text(configuration));
      WholeFile.write(path.resolve(MANIFEST), text); // last: without it is no run
      return new RunDirectory(path, configuration, manifest);
    } catch (IOException e) {
      throw FileFailure.of(path, e);
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    expectNoFile(path);
    try (var entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Refuses what is no folder for anything but a run. */
  public static void expectOther(Path path) {
    expectNoFile(path);
    if (Files.exists(path.resolve(MANIFEST))) {
      throw new BadInputException(
          path + ": expected a folder of its own, found the directory of a run");
    }
  }

  private static void expectNoFile(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new BadInputException(path + ": expected a directory, found a file");
    }
  }

  /** Opens the directory of an earlier run. */
  public static RunDirectory open(Path path) {
    Path manifest = path.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      throw new BadInputException(
          "%s: expected a run directory with %s, found %s"
              .formatted(path, MANIFEST, Files.exists(path) ? "none in it" : "nothing there"));
    }
    try {
      return new RunDirectory(
          path,
          ConfigurationFile.read(path.resolve(CONFIG)),
          Manifest.parse(manifest, Files.readString(manifest)));
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected a readable run directory, found %s".formatted(path, e.getMessage()), e);
    }
  }

  public Checkpoints checkpoints() {
    return new Checkpoints(path.resolve("checkpoints"));
  }

  MetricsLog metrics() {
    return new MetricsLog(path.resolve("metrics.jsonl"));
  }

  /** The tokenizer of its sentences, a {@code tokenizer.json}; nothing where it took vectors. */
  public Optional<byte[]> tokenizer() {
    return manifest.language().map(language -> content(path.resolve(TOKENIZER)));
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": expected the tokenizer of the run, found none", e);
    }
  }

  /** The BERT that its sentences are read with at first, if the configuration still finds it. */
  PretrainedBert weights(Language language) {
    PretrainedBert weights = PretrainedBerts.open(language.weights());
    String found = weights.hash();
    if (!found.equals(language.hash())) {
      weights.close();
      throw new BadInputException(
          "%s: expected the weights that the run began with, hash %s, found %s"
              .formatted(language.weights(), language.hash(), found));
    }
    return weights;
  }

  /** The model of this run, its scales left to the checkpoint. */
  public ModelSpec spec() {
    DatasetDescription data = manifest.description();
    ModelSpec vectors = new ModelSpec(data.modalities(), data.task(), configuration.model());
    return manifest
        .language()
        .map(
            language ->
                vectors.reading(
                    new LanguageModel(language.bert(), configuration.language().fineTune()),
                    data.tokens().orElseThrow().length()))
        .orElse(vectors);
  }

  /** Refuses a data set that this run's model cannot read. */
  public void requireFits(Dataset data) {
    DatasetDescription expected = manifest.description();
    data.description().requireFits(expected.task(), expected.modalities(), expected.tokens());
  }
}
