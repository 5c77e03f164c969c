package dar.tools.reproduce;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dar.graph.file.FileFailure;
import dar.graph.file.JsonFailure;
import dar.graph.file.WholeFile;
import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code index.json}: what all cells of a folder have in common, and each cell. It holds no times,
 * so that an interrupted reproduction ends with the same bytes.
 *
 * @param base the shared settings, complete
 * @param threads how many each training may use in an operation, because sums may depend on it
 */
public record Index(
    int format,
    String commit,
    Versions versions,
    Data data,
    JsonNode base,
    int threads,
    List<Entry> cells) {

  /** The version of the file's format; any other is refused. */
  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What the trainings ran on. */
  public record Versions(String tensorflow, String java) {}

  /** The data set, its content's hash, and its path as it was named. */
  public record Data(String name, String hash, String path) {}

  /**
   * One training.
   *
   * @param settings over the base
   * @param directory of the run, from the folder of the index
   * @param command repeats it alone, in a shell
   * @param error why it failed; null where it did not
   */
  public record Entry(
      String name,
      List<String> settings,
      long seed,
      Status status,
      String directory,
      String command,
      @JsonInclude(JsonInclude.Include.NON_NULL) String error) {
    public Entry {
      settings = List.copyOf(settings);
    }

    Entry because(Optional<String> why) {
      return new Entry(name, settings, seed, status, directory, command, why.orElse(null));
    }
  }

  public Index {
    cells = List.copyOf(cells);
  }

  /** A cell's entry, if it was ever asked for. */
  public Optional<Entry> find(String name) {
    return cells.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The same with one entry changed, or added at the end. */
  Index with(Entry entry) {
    List<Entry> all = new ArrayList<>(cells);
    all.replaceAll(other -> other.name().equals(entry.name()) ? entry : other);
    if (find(entry.name()).isEmpty()) {
      all.add(entry);
    }
    return new Index(format, commit, versions, data, base, threads, all);
  }

  /** Refuses to go on with trainings of other settings, data or code. */
  void requireSame(Path folder, Index wanted) {
    Difference.between(wanted.common(), common())
        .ifPresent(
            difference -> {
              throw new BadInputException(folder + ": " + difference);
            });
  }

  private ObjectNode common() {
    ObjectNode root = MAPPER.createObjectNode().put("code commit", commit);
    root.put("data hash", data.hash());
    root.setAll((ObjectNode) base);
    return root;
  }

  /** The file as a tree. */
  public ObjectNode json() {
    return MAPPER.valueToTree(this);
  }

  /** Reads the file; empty where there is none. */
  static Optional<Index> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Index index = MAPPER.readValue(file.toFile(), Index.class);
      if (index.format() == FORMAT && index.base().isObject()) {
        return Optional.of(index);
      }
      throw new BadInputException(
          "%s: expected an index of format %d, found %d".formatted(file, FORMAT, index.format()));
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s: expected an index of format %d, found %s"
              .formatted(file, FORMAT, JsonFailure.found(e)),
          e);
    } catch (IOException e) {
      throw FileFailure.of(file, e);
    }
  }

  /** Writes the file, whole or not at all. */
  void write(Path file) {
    WholeFile.write(file, json().toPrettyString() + "\n");
  }
}
