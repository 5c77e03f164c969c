package dar.savedmodel;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.stream.Stream;

/** Says in a few words why a file could not be written or read. */
final class FileFailure {
  private FileFailure() {}

  static String of(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (Stream.of("no space left", "not enough space", "quota exceeded", "file too large")
        .anyMatch(lower::contains)) {
      return "no space left on the device";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission for " + message;
    }
    // The message of such an exception is a path; what happened is in its reason or its name.
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return "%s: %s".formatted(file.getClass().getSimpleName(), message);
    }
    return message.lines().findFirst().orElse("");
  }
}
