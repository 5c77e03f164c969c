package dar.training.pickle;

import dar.graph.file.FileFailure;
import dar.graph.input.BadInputException;
import dar.training.data.Dataset;
import dar.training.data.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what a user calls data: a dataset directory, or an MMSA pickle. */
public final class DatasetSource {
  private static final int HASH_CHARACTERS = 16;

  /** Counts the ways that pickles were read: what an earlier one made is not opened again. */
  private static final int IMPORTER = 2;

  private DatasetSource() {}

  /**
   * Opens a dataset. A pickle is imported into {@code cacheDirectory} the first time, into a folder
   * named by the file's name and a hash of its content and of how it is read, {@link
   * LanguageSource#DEFAULT}; it is opened from there later.
   *
   * @throws BadInputException where there is no such path, or it holds no dataset
   */
  public static Dataset open(Path path, Path cacheDirectory) {
    if (Files.isDirectory(path)) {
      return Dataset.open(path);
    }
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": expected a dataset directory or a pickle, found none");
    }
    try {
      expectNoTable(path);
      String hash = Sha256.of(path);
      String key = Sha256.of("%s %d %s".formatted(hash, IMPORTER, LanguageSource.DEFAULT));
      String name = path.getFileName().toString().replaceFirst("\\.(pkl|pickle)$", "");
      Path imported = cacheDirectory.resolve(name + "-" + key.substring(0, HASH_CHARACTERS));
      if (!Files.isDirectory(imported)) {
        load(path, imported, name, hash);
      }
      return Dataset.open(imported);
    } catch (IOException e) {
      throw FileFailure.of(cacheDirectory, e);
    }
  }

  private static void expectNoTable(Path path) {
    if (path.toString().matches(".*\\.(csv|jsonl)")) {
      throw new BadInputException(
          path
              + ": expected a dataset directory or a pickle, found a table; `dar data import` makes"
              + " a directory of it");
    }
  }

  private static void load(Path path, Path imported, String name, String hash) throws IOException {
    try {
      MmsaImport.run(path, imported, name, LanguageSource.DEFAULT, hash);
    } catch (BadInputException e) {
      // Another process may have imported the same file meanwhile.
      if (!Files.isDirectory(imported)) {
        throw e;
      }
    }
  }
}
