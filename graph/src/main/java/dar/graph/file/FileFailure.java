package dar.graph.file;

import dar.graph.input.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Says why a file could not be written or read. */
public final class FileFailure {
  private static final String FULL = "no space left on the device";

  private FileFailure() {}

  /**
   * What to throw where writing to {@code target} failed: a full disk, a file in the way and a
   * place that may not be written to are the user's to mend, a {@link BadInputException}; anything
   * else is not.
   */
  public static RuntimeException of(Object target, IOException failure) {
    if (isFull(failure)) {
      return new BadInputException(
          "%s: expected room to write, found %s".formatted(target, FULL), failure);
    }
    if (failure instanceof FileAlreadyExistsException inTheWay
        && Files.isRegularFile(Path.of(inTheWay.getFile()))) {
      return new BadInputException(
          "%s: expected a directory, found a file".formatted(inTheWay.getFile()), failure);
    }
    if (failure instanceof AccessDeniedException denied && isThere(denied)) {
      return new BadInputException(
          "%s: expected to read it, found no permission".formatted(denied.getFile()), failure);
    }
    return isForbidden(failure)
        ? new BadInputException(
            "%s: expected a place to write to, found %s".formatted(target, reason(failure)),
            failure)
        : new UncheckedIOException(failure);
  }

  /** Not a file that could not be made, but one that may not be read. */
  private static boolean isThere(AccessDeniedException denied) {
    Path file = Path.of(denied.getFile());
    return Files.exists(file) && !Files.isReadable(file);
  }

  /** In a few words. */
  public static String reason(Exception failure) {
    if (isFull(failure)) {
      return FULL;
    }
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof AccessDeniedException) {
      return "no permission for " + message;
    }
    // The message of such an exception is a path; what happened is in its reason or its name.
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return "%s: %s".formatted(file.getClass().getSimpleName(), message);
    }
    return message.lines().findFirst().orElse("");
  }

  /** Whether there was no room for what was to be written. */
  public static boolean isFull(Throwable failure) {
    return says(failure, "no space left", "not enough space", "quota exceeded", "file too large");
  }

  private static boolean isForbidden(IOException failure) {
    return failure instanceof AccessDeniedException
        || says(failure, "read-only file system", "not a directory");
  }

  private static boolean says(Throwable failure, String... words) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return Stream.of(words).anyMatch(message::contains);
  }
}
