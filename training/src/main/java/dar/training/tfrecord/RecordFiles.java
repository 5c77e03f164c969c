package dar.training.tfrecord;

import com.google.common.collect.Maps;
import dar.graph.input.BadInputException;
import dar.training.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that a set is read from. One belongs to the split that its name begins with, as {@code
 * train-00000-of-00002.tfrecord}, otherwise to the one that its folder is named by.
 *
 * @param spec the {@code feature_spec.json} beside the files, or in the folder above
 * @param bySplit at least one of each, in the order they are read
 */
record RecordFiles(Path spec, Map<Split, List<Path>> bySplit) {
  static final String EXTENSION = ".tfrecord";

  RecordFiles {
    bySplit = Maps.immutableEnumMap(bySplit);
  }

  /** Whether a path is such a file by its name, or a folder of them. */
  static boolean isOne(Path path) {
    return Files.isDirectory(path) || isNamedSo(path);
  }

  private static boolean isNamedSo(Path path) {
    return path.getFileName() != null && path.getFileName().toString().contains(EXTENSION);
  }

  /**
   * Finds the files.
   *
   * @param given files, in the order in which they are to be read; and folders, whose files and
   *     those one folder below are read in the order of their names
   */
  static RecordFiles of(List<Path> given) throws IOException {
    Map<Split, List<Path>> bySplit = new EnumMap<>(Split.class);
    for (Path path : given) {
      for (Path file : files(path)) {
        bySplit.computeIfAbsent(split(file), split -> new ArrayList<>()).add(file);
      }
    }
    for (Split split : Split.values()) {
      if (!bySplit.containsKey(split)) {
        throw new BadInputException(
            "%s: split %s: expected a file %s*%s, found none"
                .formatted(given.get(0), split.key(), split.key(), EXTENSION));
      }
    }
    return new RecordFiles(spec(bySplit.get(Split.TRAIN).get(0)), bySplit);
  }

  /** Each once, by whatever links there are to it. */
  private static Collection<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    Map<Path, Path> byRealPath = new LinkedHashMap<>();
    for (Path entry : entries(path)) {
      for (Path file : Files.isDirectory(entry) ? entries(entry) : List.of(entry)) {
        if (Files.isRegularFile(file) && isNamedSo(file)) {
          byRealPath.putIfAbsent(file.toRealPath(), file);
        }
      }
    }
    return byRealPath.values().stream().sorted().toList();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static Split split(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return named(absolute)
        .or(() -> named(absolute.getParent()))
        .orElseThrow(
            () ->
                new BadInputException(
                    file + ": expected a name that begins with train, valid or test, found none"));
  }

  private static Optional<Split> named(Path path) {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    return Stream.of(Split.values()).filter(split -> name.startsWith(split.key())).findFirst();
  }

  private static Path spec(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path beside = folder.resolve(FeatureSpecJson.FILE);
    Path above = folder.resolveSibling(FeatureSpecJson.FILE);
    if (!Files.exists(beside) && Files.exists(above)) {
      return above;
    }
    if (!Files.exists(beside)) {
      throw new BadInputException(
          "%s: expected %s beside it, found none".formatted(file, FeatureSpecJson.FILE));
    }
    return beside;
  }
}
