package dar.graph.file;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all: written beside its place, and moved in one rename. */
public final class WholeFile {
  /** What the name of a file ends with while it is written. */
  public static final String HALF = ".tmp";

  private WholeFile() {}

  /** Fills a file that is not there yet. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path file) throws IOException;
  }

  /**
   * Puts a file in place of what is there, in a folder that is made where it is not.
   *
   * @throws BadInputException where it cannot be written
   */
  public static void write(Path file, Content content) {
    Path temporary = file.resolveSibling(file.getFileName() + HALF);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(temporary);
      try {
        content.writeTo(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw FileFailure.of(file, e);
    }
  }

  /** Puts a text, as UTF-8, in place of what is there. */
  public static void write(Path file, CharSequence text) {
    write(file, temporary -> Files.writeString(temporary, text));
  }
}
