package dar.training.pretrained;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The same small BERT as the libraries write it; README.txt beside the files tells how. */
final class TinyBert {
  private TinyBert() {}

  /** A folder or file of the test resources. */
  static Path resource(String name) {
    try {
      return Path.of(TinyBert.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A copy of a folder, to be broken. */
  static Path copy(String name, Path into) {
    try (Stream<Path> files = Files.list(resource(name))) {
      List<Path> all = files.toList();
      Path folder = Files.createDirectories(into.resolve(name));
      for (Path file : all) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a folder and reads all of it. */
  static void readAll(Path folder) {
    try (PretrainedBert bert = PretrainedBerts.open(folder.toString())) {
      bert.shape().variables().keySet().forEach(bert::read);
    }
  }
}
