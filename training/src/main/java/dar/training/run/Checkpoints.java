package dar.training.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dar.graph.TensorFlowFailure;
import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.training.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code checkpoints/last}, {@code checkpoints/best} and {@code checkpoints/best-METRIC}: each a
 * folder with a TensorFlow bundle {@code variables} and the progress it was taken at. A BERT that
 * training does not move is in none of them, but once in {@code checkpoints/language}.
 *
 * <p>A checkpoint is written to a folder of its own, then renamed to NAME.new, and only then takes
 * the place of the old one. So whenever NAME.new exists it is whole and the newest.
 */
public record Checkpoints(Path directory) {
  public static final String LAST = "last";
  public static final String BEST = "best";
  private static final String LANGUAGE = "language";
  private static final String VARIABLES = "variables";
  private static final String PROGRESS = "progress.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The name of the checkpoint that is best in a metric. */
  public static String best(String metric) {
    return BEST + "-" + metric;
  }

  /** The prefix of a checkpoint's bundle. */
  private Path prefix(String name) {
    return directory.resolve(name).resolve(VARIABLES);
  }

  /** Writes the checkpoint of that name anew. */
  void write(String name, Program program, Progress progress) {
    replace(
        name,
        folder -> {
          program.save(folder.resolve(VARIABLES), Program.Part.TRAINED);
          Files.writeString(folder.resolve(PROGRESS), MAPPER.writeValueAsString(progress));
        });
  }

  /** Writes the BERT that training does not move, if that has not been done. */
  void writeLanguage(Program program) {
    if (!hasLanguage()) {
      replace(LANGUAGE, folder -> program.save(folder.resolve(VARIABLES), Program.Part.FROZEN));
    }
  }

  private boolean hasLanguage() {
    return Files.exists(directory.resolve(LANGUAGE));
  }

  /** Fills a folder. */
  @FunctionalInterface
  private interface Content {
    void write(Path folder) throws IOException;
  }

  /**
   * Replaces a checkpoint; whatever happens on the way, the old or the new one is there and whole.
   */
  private void replace(String name, Content content) {
    Path temporary = directory.resolve(name + ".tmp");
    try {
      delete(temporary);
      Files.createDirectories(temporary);
      content.write(temporary);
      delete(fresh(name)); // only a complete one may stand there
      Files.move(temporary, fresh(name));
      settle(name);
    } catch (IOException e) {
      throw FileFailure.of(directory, e);
    } catch (RuntimeException e) {
      TensorFlowFailure.orRethrow(e);
      throw FileFailure.of(directory, new IOException(e.getMessage(), e));
    }
  }

  private Path fresh(String name) {
    return directory.resolve(name + ".new");
  }

  /** Finishes a replacement that was cut short. */
  private void settle(String name) throws IOException {
    if (Files.exists(fresh(name))) {
      delete(directory.resolve(name));
      Files.move(fresh(name), directory.resolve(name));
    }
  }

  /** How far the checkpoint of that name goes, if there is one. */
  public Optional<Progress> progress(String name) {
    try {
      settle(name);
      Path file = directory.resolve(name).resolve(PROGRESS);
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      return Optional.of(MAPPER.readValue(Files.readString(file), Progress.class));
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected a checkpoint, found %s"
              .formatted(directory.resolve(name), e.getMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  /** Gives a program all its variables, as they were at a checkpoint. */
  public void restore(String name, Program program) {
    try {
      if (hasLanguage()) {
        program.restore(prefix(LANGUAGE), Program.Part.FROZEN);
        program.restore(prefix(name), Program.Part.TRAINED);
      } else {
        program.restore(prefix(name));
      }
    } catch (RuntimeException e) {
      TensorFlowFailure.orRethrow(e);
      throw new BadInputException(
          "%s: expected a checkpoint of this model, found %s"
              .formatted(prefix(name), e.getMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
