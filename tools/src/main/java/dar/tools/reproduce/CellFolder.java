package dar.tools.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import dar.graph.file.WholeFile;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The run directory of a cell, at any stage. */
public record CellFolder(Path path) {

  /** What a training writes last. */
  static final String LAST = "report.html";

  private static final String CONFIG = "config.yaml";
  private static final String MANIFEST = "manifest.json";

  /** What a training writes before the manifest makes it one. */
  private static final List<String> BEFORE_MANIFEST =
      List.of(CONFIG, "tokenizer.json", MANIFEST + WholeFile.HALF);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Whether the training came to its end. */
  public boolean isFinished() {
    return isBegun() && Files.isRegularFile(path.resolve(LAST));
  }

  /** Whether there is a training to go on with. */
  boolean isBegun() {
    return Files.isRegularFile(path.resolve(MANIFEST));
  }

  /**
   * Refuses a training of other settings, data or code.
   *
   * @param config the complete configuration wanted
   */
  void require(String config, String dataHash, String commit) {
    if (!isBegun()) {
      return;
    }
    try {
      Difference.between(
              Difference.tree(config), Difference.tree(Files.readString(path.resolve(CONFIG))))
          .ifPresent(this::refuse);
      JsonNode manifest = MAPPER.readTree(path.resolve(MANIFEST).toFile());
      String foundHash = manifest.path("data").path("contentHash").asText();
      if (!foundHash.equals(dataHash)) {
        refuse("data hash: expected %s, found %s".formatted(dataHash, foundHash));
      }
      String foundCommit = manifest.path("commit").asText();
      if (!foundCommit.equals(commit)) {
        refuse("code commit: expected %s, found %s".formatted(commit, foundCommit));
      }
    } catch (IOException e) {
      throw new BadInputException(
          "%s: expected a readable run directory, found %s".formatted(path, e.getMessage()), e);
    }
  }

  private void refuse(String difference) {
    throw new BadInputException(path + ": " + difference);
  }

  /** Takes away what a training left that was killed before it began. */
  void clearUnbegun() throws IOException {
    if (isBegun() || !Files.isDirectory(path)) {
      return;
    }
    List<Path> files;
    try (var entries = Files.list(path)) {
      files = entries.collect(ImmutableList.toImmutableList());
    }
    for (Path file : files) {
      if (!BEFORE_MANIFEST.contains(file.getFileName().toString())) {
        return; // not ours; the training will refuse it
      }
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
